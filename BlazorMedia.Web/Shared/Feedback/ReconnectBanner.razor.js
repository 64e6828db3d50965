// The 9.0 script tells the state by CSS classes on this element, the 10.0 script by an event. Both are handled.
const banner = document.getElementById("components-reconnect-modal");
let waiting = false;

function apply(state) {
  if (state === "rejected") { location.reload(); return; }
  banner.hidden = state === "hide";
  banner.dataset.state = state;
  if (state === "failed") heal();
}

async function answers() {
  try {
    return (await fetch("/health/live", { cache: "no-store" })).ok;
  } catch {
    return false;
  }
}

// The script of the framework gives up after a while; this one goes on until the server is there again.
async function heal() {
  if (waiting) return;
  waiting = true;
  while (!await answers()) await new Promise(resume => setTimeout(resume, 1000));
  waiting = false;
  await reconnect();
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
