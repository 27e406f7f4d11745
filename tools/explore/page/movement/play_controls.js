import { textOf } from "../state/fields.js";
import { element, input, showText } from "../controls/dom.js";
import { bindCircle } from "./circle_controls.js";
import { canPlay, circleFields, fieldsAt, FIRST_CIRCLE } from "./movements.js";
import { FIRST_SPEED } from "./player.js";
import { bindSweeps } from "./sweep_controls.js";

/**
 * @typedef {import("../state/state.js").State} State
 * @typedef {import("./player.js").Player} Player
 */

/**
 * Plays or pauses. Where nothing moves yet, C and D do, as in the notebook.
 * @param {State} state
 * @param {Player} player
 */
export function togglePlay(state, player) {
  if (!player.isPlaying && !canPlay(state.fields)) {
    state.change(circleFields(state.fields, FIRST_CIRCLE));
  }
  player.toggle();
}

/** @param {Player} player */
function showPlaying(player) {
  document.body.classList.toggle("playing", player.isPlaying);
  const button = element("play");
  button.textContent = player.isPlaying ? "Pause" : "Play";
  button.setAttribute("aria-pressed", String(player.isPlaying));
  element("play-bar").setAttribute("aria-label", player.isPlaying ? "Pause the movement" : "Play the movement");
  const note = element("play-rate");
  const coarse = player.level > 1 ? `, every ${player.level === 2 ? "second" : "fourth"} pixel` : "";
  note.dataset.rate = player.rate.toFixed(1);
  note.textContent = player.isPlaying && player.rate > 0 ? `${player.rate.toFixed(0)} pictures a second${coarse}` : "";
}

/**
 * The movement's section: circle, sweeps, position, speed, play and pause.
 * @param {State} state
 * @param {Player} player
 */
export function bindMovement(state, player) {
  bindCircle(state);
  bindSweeps(state);
  for (const id of ["position", "position-slider"]) {
    const control = input(id);
    control.addEventListener("input", () => {
      const position = Number(control.value);
      if (control.value.trim() === "" || !Number.isFinite(position)) return;
      player.stop();
      state.change(fieldsAt(state.fields, position), "position");
    });
    control.addEventListener("change", () => state.endGroup());
  }
  const speed = input("speed");
  speed.placeholder = FIRST_SPEED;
  speed.addEventListener("input", () => state.change({ "play.speed": speed.value.trim() }, "play.speed"));
  for (const id of ["play", "play-bar"]) element(id).addEventListener("click", () => togglePlay(state, player));
  player.follow(() => showPlaying(player));
  state.follow((fields) => {
    showText(input("position"), textOf(fields, "play.position", "0"));
    input("position-slider").value = textOf(fields, "play.position", "0");
    showText(speed, textOf(fields, "play.speed"));
  });
  showPlaying(player);
}
