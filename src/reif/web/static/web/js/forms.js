// Forms that send themselves when something is chosen: <form data-send="change">.
export function forms(root) {
  root.addEventListener("change", (event) => {
    const form = event.target.closest?.("form[data-send=change]");
    if (form) form.requestSubmit();
  });
}
