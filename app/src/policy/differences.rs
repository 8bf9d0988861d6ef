//! What a version changes of the one it is based on, in words.

use leptos::prelude::*;
use markup::view;
use rules::policy::{Difference, Policy, Version};

use crate::say;
use crate::ui::node::Node;
use crate::words::{Key, phrase};

/// Changes of single days that are named; a year's published days are some thirty.
const DAYS_MAX: usize = 12;

#[component]
pub(super) fn Differences(policy: Policy, base: Policy, based_on: Version) -> Node {
    let all = policy.differences(&base);
    let same = all.is_empty().then(|| {
        view! { <p class="soft">{phrase::policy_section_no_differences(say::policy::version(based_on))}</p> }
    });
    let (mut days, mut left) = (0, 0);
    let mut named: Vec<Node> = Vec::new();
    for one in &all {
        days += usize::from(matches!(one, Difference::Day { .. }));
        if matches!(one, Difference::Day { .. }) && days > DAYS_MAX {
            left += 1;
        } else {
            named.push(view! { <li>{say::policy::difference(one)}</li> });
        }
    }
    let more = (left > 0).then(|| view! { <p class="soft">{phrase::policy_section_more_days(left)}</p> });
    view! {
        <section class="stack" aria-labelledby="differences-title">
            <h2 id="differences-title">{Key::PolicySectionDifferences}</h2>
            <p class="soft">{phrase::policy_sheet_based(say::policy::version(based_on))}</p>
            {same}
            <ul class="policy-differences">{named}</ul>
            {more}
        </section>
    }
}
