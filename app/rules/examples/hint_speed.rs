//! How long it takes to ask a text of 500 characters what it suggests, in nanoseconds; of many rounds
//! the quickest, so that whatever else a machine does is left out:
//! `cargo run --release -p rules --example hint_speed`.

use std::hint::black_box;
use std::time::Instant;

use rules::hint::{Hints, Lexicon};

const ROUNDS: u32 = 200;
const CALLS: u32 = 50;
const TEXT_CHARS: usize = 500;
const SAID: &str = "我们三栋二十几户从去年开始反映外墙瓷砖脱落，工程部来修过三次还是掉，昨天差点砸到小孩。\
    客服说要等财务部批钱，保安說「你去告啊」。再不處理我就找電視台記者曝光，業主群裡已經有人發到抖音了，\
    我們準備聯名去法院起訴，聽說經理還收了裝修公司的回扣。";

fn main() {
    let hints = Hints::new(&Lexicon::default());
    let text: String = SAID.chars().cycle().take(TEXT_CHARS).collect();
    let plain: String = "楼下花园的路灯坏了两周，晚上看不清路，请安排师傅过来看一下，谢谢。"
        .chars()
        .cycle()
        .take(TEXT_CHARS)
        .collect();
    for (name, text) in [("full of hints", &text), ("plain", &plain)] {
        let round = |_| {
            let start = Instant::now();
            for _ in 0..CALLS {
                black_box(hints.suggest(black_box(text)));
            }
            start.elapsed().as_nanos() / u128::from(CALLS)
        };
        println!("{name}: {} ns per call", (0..ROUNDS).map(round).min().unwrap_or(0));
    }
    let start = Instant::now();
    black_box(Hints::new(&Lexicon::default()));
    println!("made ready in {} us", start.elapsed().as_micros());
}
