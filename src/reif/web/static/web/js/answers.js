// What is said when a session ended or the server did not answer. What somebody typed stays where it is.
export function answers(root) {
  const signedOut = root.getElementById("signed-out");
  const failed = root.getElementById("failed");
  root.addEventListener("htmx:responseError", (event) => {
    const notice = event.detail.xhr.status === 401 ? signedOut : failed;
    if (notice) notice.hidden = false;
  });
  root.addEventListener("htmx:sendError", () => { if (failed) failed.hidden = false; });
  root.addEventListener("htmx:afterRequest", (event) => {
    if (event.detail.successful && failed) failed.hidden = true;
  });
  root.addEventListener("click", (event) => {
    if (event.target.closest("[data-reload]")) location.reload();
  });
  window.addEventListener("focus", async () => {
    if (!signedOut || signedOut.hidden) return;
    const answer = await fetch("/session", { credentials: "same-origin" });
    const { is_signed_in, token } = await answer.json();
    if (!is_signed_in) return;
    root.body.setAttribute("hx-headers", JSON.stringify({ "X-CSRFToken": token }));
    root.querySelectorAll("input[name=csrfmiddlewaretoken]").forEach((each) => { each.value = token; });
    signedOut.hidden = true;
  });
}
