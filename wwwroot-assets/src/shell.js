// What every page needs, with or without a circuit.
import "./shell/copy.js";
import "./shell/menus.js";
import "./shell/shortcuts.js";
