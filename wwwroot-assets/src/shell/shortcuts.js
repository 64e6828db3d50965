// Keyboard shortcuts of the whole app. Where they lead stands in the markup: data-go="s" on a link, data-search on the search box.
const typing = "input, textarea, select, [contenteditable=''], [contenteditable=true]";
let armed = 0;

function showList() {
  const list = document.getElementById("bm-shortcuts");
  if (list && !list.open) list.showModal();
}

function go(key) {
  const link = document.querySelector(`[data-go="${CSS.escape(key)}"]`);
  link?.click();
  return link !== null;
}

function handle(event) {
  if (performance.now() < armed) {
    armed = 0;
    return go(event.key);
  }
  if (event.key === "g") armed = performance.now() + 1500;
  else if (event.key === "?") { showList(); return true; }
  else if (event.key === "/") {
    const search = document.querySelector("[data-search]");
    search?.focus();
    search?.select();
    return search !== null;
  }
  return false;
}

document.addEventListener("keydown", event => {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (event.target instanceof Element && event.target.closest(typing)) return;
  if (document.querySelector("dialog[open]")) return;
  if (handle(event)) event.preventDefault();
});

// <dialog> elements of static markup close by a button that carries data-close.
document.addEventListener("click", event => event.target.closest?.("[data-close]")?.closest("dialog")?.close());
document.addEventListener("click", event => { if (event.target.closest?.("[data-shortcuts]")) showList(); });

// <base href="/"> would make a link to #main leave the page.
document.addEventListener("click", event => { if (event.target.closest?.("[data-skip]")) document.getElementById("main")?.focus(); });
