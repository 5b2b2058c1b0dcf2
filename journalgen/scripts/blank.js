// The blank page: no key leads back from it.
"use strict";

(() => {
  const BACK_BUTTONS = [3, 4];

  function leadsBack(event) {
    const { key } = event;
    if (/^(Backspace|Browser(Back|Forward)|GoBack)$/.test(key)) return true;
    if (event.altKey || event.metaKey) return /^(Arrow(Left|Right)|\[|\])$/.test(key);
    return false;
  }

  document.addEventListener("keydown", (event) => {
    if (leadsBack(event)) event.preventDefault();
  }, true);

  for (const kind of ["mousedown", "mouseup", "auxclick"]) {
    document.addEventListener(kind, (event) => {
      if (BACK_BUTTONS.includes(event.button)) event.preventDefault();
    }, true);
  }
})();
