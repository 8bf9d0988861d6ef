//! Two short tones, every few seconds, while something rings. Made by the browser: no file to load,
//! and nothing to fail on the way.

use std::time::Duration;

use leptos::prelude::*;
use send_wrapper::SendWrapper;
use web_sys::{AudioContext, AudioContextState};

/// Between two calls; long enough to speak on the phone beside it.
const AGAIN_SECONDS: u64 = 6;
const TONES: [(f32, f64); 2] = [(784.0, 0.0), (988.0, 0.28)];
const TONE_SECONDS: f64 = 0.24;
const LOUDNESS: f32 = 0.35;

#[derive(Clone, Copy)]
pub struct Sound {
    context: StoredValue<Option<SendWrapper<AudioContext>>>,
    on: RwSignal<bool>,
}

impl Sound {
    pub fn is_on(self) -> bool {
        self.on.get()
    }

    /// To be called when somebody has pressed a button: browsers want that.
    pub fn start(self) {
        let Ok(context) = AudioContext::new() else { return };
        let _ = context.resume();
        self.context.set_value(Some(SendWrapper::new(context)));
        self.on.set(true);
        self.ring();
    }

    fn ring(self) {
        self.context.with_value(|context| {
            let Some(context) = context.as_ref().filter(|one| one.state() != AudioContextState::Closed)
            else {
                return;
            };
            for (pitch, after) in TONES {
                // A tone that cannot be made is a tone less.
                let _ = tone(context, pitch, after);
            }
        });
    }
}

/// Sounds again and again while `needed`.
pub fn while_needed(needed: Memo<bool>) -> Sound {
    let sound = Sound { context: StoredValue::new(None), on: RwSignal::new(false) };
    Effect::new(move || {
        if !needed.get() || !sound.on.get() {
            return;
        }
        sound.ring();
        if let Ok(handle) = set_interval_with_handle(move || sound.ring(), Duration::from_secs(AGAIN_SECONDS))
        {
            on_cleanup(move || handle.clear());
        }
    });
    on_cleanup(move || {
        if let Some(Some(context)) = sound.context.try_update_value(Option::take) {
            let _ = context.close();
        }
    });
    sound
}

fn tone(context: &AudioContext, pitch: f32, after: f64) -> Result<(), web_sys::wasm_bindgen::JsValue> {
    let begin = context.current_time() + after;
    let (voice, loudness) = (context.create_oscillator()?, context.create_gain()?);
    voice.frequency().set_value(pitch);
    loudness.gain().set_value_at_time(LOUDNESS, begin)?;
    loudness.gain().exponential_ramp_to_value_at_time(0.001, begin + TONE_SECONDS)?;
    voice.connect_with_audio_node(&loudness)?.connect_with_audio_node(&context.destination())?;
    voice.start_with_when(begin)?;
    voice.stop_with_when(begin + TONE_SECONDS)
}
