//! One alert: what it is about, which complaint, since when, and the button that answers it.

use crate::ui::node::Node;
use leptos::prelude::*;
use markup::view;
use rules::alert::Alert;

use super::Mine;
use crate::desk::rel_to;
use crate::mark;
use crate::routes;
use crate::say;
use crate::ui::icon::{Icon, icon};
use crate::words::{Key, phrase, spoken};

#[component]
pub fn Line(alert: Alert, mine: Mine) -> Node {
    let Alert { about, zone, made, times, subject, .. } = alert;
    let about = spoken(move || say::alert::about(about));
    let when = spoken(move || say::time::when(made, mine.now.get(), zone));
    let again = (times > 1).then(|| {
        let words = spoken(move || phrase::alert_times(times));
        view! { " · "{words} }
    });
    let (href, number) = (routes::called_about(&subject), subject.number().to_owned());
    let open = match subject.grade() {
        Some(_) => Key::AlertOpen,
        None => Key::IncidentAlertOpen,
    };
    view! {
        <li data-pressing=alert.pressing.then_some("yes")>
            <div class="what">
                <b>{alert.pressing.then(|| icon(Icon::Alert))}{about}</b>
                <p class="row">
                    {subject.grade().map(|grade| mark::grade(grade, say::grade::for_staff(grade)))}" "
                    {alert.deadline.map(|deadline| mark::standing(deadline, mine.now))}
                </p>
                <p class="soft">
                    <a rel=rel_to(&href) href=href.clone()>{number}</a>
                    " · "{alert.community_name}" · "{say::kind(subject.kind())}
                </p>
                <p class="faint">{when}{again}</p>
                {alert.instead.then(|| view! { <p class="soft">{Key::AlertInstead}</p> })}
            </div>
            <div class="row">
                <a class="button plain" rel=rel_to(&href) href=href>{open}</a>
                {acknowledge(mine, alert.rung.as_str(), "button")}
            </div>
        </li>
    }
}

/// The button that says it was seen; it stays on the page it is on.
pub fn acknowledge(mine: Mine, rung: &str, class: &'static str) -> Node {
    let here = mine.here;
    view! {
        <form method="post" action=routes::ALERTS on:submit=mine.form.submit()>
            <input type="hidden" name="rung" value=rung.to_owned()/>
            <input type="hidden" name="back" value=here/>
            <button class=class>{icon(Icon::Check)}{Key::AlertAcknowledge}</button>
        </form>
    }
}
