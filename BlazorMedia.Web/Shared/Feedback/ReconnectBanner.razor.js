// The 9.0 script tells the state by CSS classes on this element, the 10.0 script by an event. Both are handled.
const banner = document.getElementById("components-reconnect-modal");
let waiting = false;

function apply(state) {
  if (state === "rejected") { location.reload(); return; }
  banner.hidden = state === "hide";
  banner.dataset.state = state;
  if (state === "show" || state === "failed") heal(state);
}

async function answers() {
  try {
    return (await fetch("/health/live", { cache: "no-store" })).ok;
  } catch {
    return false;
  }
}

// The framework's script waits longer and longer between its tries and then gives up; this one notices at once when the server is back.
// A server that never went away is left to the framework, until it gives up.
async function heal(state) {
  if (waiting) return;
  waiting = true;
  let away = state === "failed";
  while (!await answers()) {
    away = true;
    await new Promise(resume => setTimeout(resume, 1000));
  }
  waiting = false;
  if (away && !banner.hidden) await reconnect();
}

async function reconnect() {
  try {
    // false: the server has forgotten this circuit, as after its own restart
    if (!await Blazor.reconnect()) location.reload();
  } catch {
    location.reload();
  }
}

if (banner) {
  banner.querySelector("button").addEventListener("click", async () => { if (await answers()) await reconnect(); });
  banner.addEventListener("components-reconnect-state-changed", event => apply(event.detail.state));
  new MutationObserver(() => {
    const match = /components-reconnect-(show|hide|failed|rejected)/.exec(banner.className);
    if (match) apply(match[1]);
  }).observe(banner, { attributes: true, attributeFilter: ["class"] });
}
