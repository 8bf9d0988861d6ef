//! Prints what likeness costs, in nanoseconds: `cargo run --release -p rules --example likeness_speed`.

use std::hint::black_box;
use std::time::Instant;

use rules::likeness::{Print, likeness};

const LETTER: &str = "尊敬的物业领导您好，我是9栋的业主，姓王。我们楼的电梯从春节前就开始出问题，先是偶尔停一下，后来几乎每个星期都要停一两次。\
    上周三晚上我下班回来，电梯在十七楼和十八楼之间停住了，里面还有一位抱着孩子的妈妈，按了呼叫铃没有人应答，最后还是我打了消防电话才出来。\
    第二天维保人员来看了一下说没有问题，结果周六又停了。另外地下车库顶上漏水，把好几辆车的车漆都腐蚀了，车位也经常被外来车占用，打电话给监控室\
    都说在联系车主，一等就是一两个小时。垃圾房每天早上六点不到就已经堆到外面，污水流得满地都是，苍蝇蚊子成群，味道从窗户飘进来，孩子都咳嗽了。\
    保洁说是清运车不来，清运车说是物业没有付钱，推来推去没有一个人负责。楼道里堆满杂物和电动车，消防通道也被堵住，万一着火后果不堪设想。\
    草坪秃了一大片，喷灌坏了以后水一直喷到人行道上，老人走过去差点滑倒。我们每个月按时交物业费，公摊电费还比去年多了一倍，没有任何明细，\
    这样的服务实在让人失望。希望你们认真对待，换掉有问题的部件，并且把检修记录和账目都贴出来给大家看，不要再糊弄业主。谢谢。";
const ROUNDS: u32 = 20_000;

fn main() {
    let letter: String = LETTER.chars().cycle().take(500).collect();
    println!("{} characters", letter.chars().count());
    let other: String = letter.chars().rev().chain(letter.chars().skip(250)).take(500).collect();
    let (one, two) = (Print::of(&letter), Print::of(&other));
    time("print", || Print::of(black_box(&letter)));
    time("likeness", || likeness(black_box(&one), black_box(&two)));
}

fn time<T>(what: &str, act: impl Fn() -> T) {
    black_box(act());
    let begun = Instant::now();
    (0..ROUNDS).for_each(|_| drop(black_box(act())));
    println!("{what}: {} ns", begun.elapsed().as_nanos() / u128::from(ROUNDS));
}
