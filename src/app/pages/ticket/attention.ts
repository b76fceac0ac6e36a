import { signal } from '@preact/signals';
import { openAudio } from '../shared/api/old-browsers';

/**
 * Whether the customer asked to be alerted. Browsers allow sound and vibration only after a touch.
 */
export const alerting = signal(false);
let audio: AudioContext | undefined;

/** Turns alerting on. Must be called by the handler of a touch. */
export function allowAlert(): void {
  audio ??= openAudio();
  void audio?.resume();
  navigator.vibrate?.(60);
  alerting.value = true;
}

/**
 * Alerts the customer that it is their turn: vibration where there is any, and tones. The change on
 * screen is the signal that always works.
 */
export function alertNow(): void {
  if (!alerting.value) return;
  navigator.vibrate?.([400, 150, 400, 150, 400]);
  if (!audio) return;
  [0, 0.4, 1.2, 1.6].forEach((after, index) => {
    const oscillator = audio!.createOscillator();
    const gain = audio!.createGain();
    const start = audio!.currentTime + after;
    oscillator.frequency.value = index % 2 ? 660 : 880;
    gain.gain.setValueAtTime(0.4, start);
    gain.gain.exponentialRampToValueAtTime(0.001, start + 0.4);
    oscillator.connect(gain).connect(audio!.destination);
    oscillator.start(start);
    oscillator.stop(start + 0.4);
  });
}
