// Every page: leaving at once, and the few keys there are.
"use strict";

(() => {
  // Two presses of Escape that belong together.
  const TOGETHER_MS = 1500;
  let escaped = -Infinity;

  // The page is gone before the blank one is there, and takes its place in the history.
  function leave(link) {
    document.title = "\u200b";
    document.documentElement.hidden = true;
    location.replace(link.href);
  }

  function leaveLink() {
    return document.querySelector("a.leave");
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a.leave");
    if (!link) return;
    event.preventDefault();
    leave(link);
  });

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.repeat) return;
    const together = event.timeStamp - escaped < TOGETHER_MS;
    escaped = together ? -Infinity : event.timeStamp;
    if (together && leaveLink()) leave(leaveLink());
  }, true);

  // A key of a page is the `aria-keyshortcuts` of what it goes to.
  function isWriting(target) {
    return target.closest?.("input, select, textarea, audio, video, [contenteditable]") != null;
  }

  function scrollsSideways(target) {
    const box = target.closest?.("[tabindex]");
    return box != null && box.scrollWidth > box.clientWidth;
  }

  document.addEventListener("keydown", (event) => {
    const { key, target } = event;
    const held = event.ctrlKey || event.metaKey || event.altKey;
    if (held || event.repeat || event.isComposing || event.defaultPrevented) return;
    if (isWriting(target) || (key.startsWith("Arrow") && scrollsSideways(target))) return;
    const goal = document.querySelector(`[aria-keyshortcuts="${CSS.escape(key)}"]`);
    if (!goal) return;
    event.preventDefault();
    if (goal.matches("input")) goal.focus();
    else goal.click();
  });
})();
