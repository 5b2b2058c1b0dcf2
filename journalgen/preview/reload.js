// Loads the page again when the site was built anew; only `journalgen serve` puts it into pages.
"use strict";
(function () {
  const mine = document.currentScript;
  let source = null;

  function listen() {
    if (source || document.visibilityState === "hidden") return;
    source = new EventSource(mine.dataset.changes + "?since=" + mine.dataset.version);
    source.addEventListener("built", function () {
      silence();
      location.reload();
    });
  }

  // A browser keeps few connections to one place; a page nobody sees needs none.
  function silence() {
    if (source) source.close();
    source = null;
  }

  document.addEventListener("visibilitychange", function () {
    if (document.visibilityState === "hidden") silence();
    else listen();
  });
  addEventListener("pagehide", silence);
  addEventListener("pageshow", listen);
  listen();
})();
