// Keeps the visitor's state in the address, labels the sliders, and restores the panel when its kernel or server has
// failed. `artplan` holds the texts.
(() => {
  const LOOK = 3000, AGAIN = 20000, PAUSE = 300;
  // Milliseconds within which the widgets appear; each vain attempt of this tab doubles them, for slow machines.
  const PATIENCE = 15000 * 2 ** Number(sessionStorage.getItem("vain") ?? 0), opened = Date.now();
  const config = JSON.parse(document.getElementById("jupyter-config-data").textContent);
  const kernel = `${config.baseUrl}api/kernels/${config.kernelId}`;
  let wanted = location.hash.slice(1), waiting = false, first = "";

  function told(words, again) {
    let banner = document.getElementById("told");
    if (!words) { banner?.remove(); return; }
    if (!banner) {
      banner = document.body.appendChild(document.createElement("div"));
      banner.id = "told";
      banner.setAttribute("role", "alert");
    }
    banner.textContent = words;
    if (again) {
      const button = banner.appendChild(document.createElement("button"));
      button.textContent = artplan.again;
      button.onclick = () => location.reload();
    }
  }

  async function look() {
    let answer = null;
    try { answer = await fetch(kernel, {cache: "no-store"}); } catch { /* the server does not answer */ }
    if (answer === null) told(artplan.away);
    else if (answer.ok && unseen()) return vain();
    else if (answer.ok) told("");
    else if (answer.status === 410) return told(await answer.text(), true);  // ended on purpose, with the reason
    else return lost();
    setTimeout(look, document.hidden ? 5 * LOOK : LOOK);
  }

  // On a busy machine JupyterLab's widget manager may give up, or wait forever, although the kernel works.
  function unseen() {
    if (!document.querySelector("main .jupyter-widgets *"))  // a failed widget is bare text
      return Date.now() - opened > PATIENCE;
    sessionStorage.removeItem("vain");
    return false;
  }

  function vain() {
    sessionStorage.setItem("vain", Number(sessionStorage.getItem("vain") ?? 0) + 1);
    told(artplan.vain);
    setTimeout(() => location.reload(), 1500);
  }

  // A panel that fails again immediately is not reloaded automatically.
  function lost() {
    const before = Number(sessionStorage.getItem("lost") ?? 0), now = Date.now();
    sessionStorage.setItem("lost", now);
    told(artplan.lost, now - before < AGAIN);
    if (now - before >= AGAIN) setTimeout(() => location.reload(), 1500);
  }

  function restore() {
    const input = document.querySelector(".ap-restore input");
    if (!wanted || !input || !first) return;
    const written = wanted;
    wanted = "";
    try { input.value = decodeURIComponent(written); } catch { input.value = written; }  // reported as an invalid state
    for (const kind of ["input", "change"]) input.dispatchEvent(new Event(kind, {bubbles: true}));
  }

  function mirror() {
    waiting = false;
    const state = document.querySelector(".ap-state")?.dataset.state;
    if (!state) return;
    first ||= state;
    restore();
    if (state !== first || !location.hash) {
      const moved = Object.keys(JSON.parse(state).changes).length > 0 || state !== first;
      history.replaceState(null, "", moved ? `#${encodeURIComponent(state)}` : location.pathname);
    }
    for (const row of document.querySelectorAll(".ap-row")) {
      const name = row.querySelector(".ap-lever")?.textContent;
      for (const part of row.querySelectorAll(".noUi-handle")) part.setAttribute("aria-label", name);
    }
  }

  new MutationObserver(() => {
    if (!waiting) { waiting = true; setTimeout(mirror, PAUSE); }
  }).observe(document.body, {childList: true, subtree: true});
  setTimeout(look, LOOK);
})();
