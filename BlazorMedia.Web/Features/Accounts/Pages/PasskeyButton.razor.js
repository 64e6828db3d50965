// Asks the browser for a passkey and sends it with the form that the element stands in.
const supported = typeof PublicKeyCredential?.parseCreationOptionsFromJSON === "function"
  && typeof PublicKeyCredential.parseRequestOptionsFromJSON === "function";

class PasskeyButton extends HTMLElement {
  static formAssociated = true;

  connectedCallback() {
    this.internals = this.attachInternals();
    const button = this.querySelector("button");
    if (!supported) {
      button.disabled = true;
      this.querySelector("[data-unsupported]").hidden = false;
      return;
    }
    button.addEventListener("click", () => this.#run("optional"));
    this.#offerInEmailField();
  }

  disconnectedCallback() {
    this.abort?.abort();
  }

  // The browser lists passkeys in the field with autocomplete="webauthn"; nothing happens until a person picks one.
  async #offerInEmailField() {
    if (this.getAttribute("operation") !== "request") return;
    if (await PublicKeyCredential.isConditionalMediationAvailable?.()) this.#run("conditional");
  }

  async #run(mediation) {
    this.abort?.abort();
    const { signal } = (this.abort = new AbortController());
    const failed = this.querySelector(".failed");
    failed.hidden = true;
    try {
      const credential = await this.#credential(mediation, signal);
      const data = new FormData();
      data.append(this.getAttribute("name"), JSON.stringify(credential));
      this.internals.setFormValue(data);
      this.internals.form.submit();
    } catch (error) {
      if (signal.aborted || mediation === "conditional") return;
      failed.hidden = false;
    }
  }

  async #credential(mediation, signal) {
    if (this.getAttribute("operation") === "create") {
      const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(await this.#options("creation-options", signal));
      return navigator.credentials.create({ publicKey, signal });
    }
    const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(await this.#options("request-options", signal));
    return navigator.credentials.get({ publicKey, mediation, signal });
  }

  async #options(name, signal) {
    const headers = { [this.getAttribute("token-header")]: this.getAttribute("token") };
    const response = await fetch(`/account/passkeys/${name}`, { method: "POST", headers, signal });
    if (!response.ok) throw new Error(`${name}: ${response.status}`);
    return response.json();
  }
}

// The module is loaded once, but a page may hold two buttons, each with its own script element.
if (!customElements.get("bm-passkey")) customElements.define("bm-passkey", PasskeyButton);
