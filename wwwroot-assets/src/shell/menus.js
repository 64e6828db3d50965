// A menu closes when the focus or the pointer goes elsewhere, on Escape, and once something in it was chosen.
function closeMenus(except) {
  for (const menu of document.querySelectorAll("details.bm-menu[open]")) {
    if (menu !== except) menu.open = false;
  }
}
document.addEventListener("pointerdown", event => closeMenus(event.target.closest?.("details.bm-menu")));
document.addEventListener("focusin", event => closeMenus(event.target.closest?.("details.bm-menu")));
document.addEventListener("click", event => { if (event.target.closest?.(".bm-menu-item")) closeMenus(); });
document.addEventListener("keydown", event => {
  const menu = event.key === "Escape" && document.querySelector("details.bm-menu[open]");
  if (!menu) return;
  menu.open = false;
  menu.querySelector("summary").focus();
});

// A link within a popover leads to another page; the browser closes popovers only for what lies outside of them.
document.addEventListener("click", event => event.target.closest?.("a")?.closest("[popover]:popover-open")?.hidePopover());
