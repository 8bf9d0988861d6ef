//! From configuration to a listening server, and back down without dropping anyone.

use std::error::Error;
use std::time::Duration;

use app::session::{Hotline, Masthead};
use axum::Router;
use store::Store;
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};

use crate::accept::{Limits, accept};
use crate::account::{Gate, Name};
use crate::cli::demo;
use crate::clock::Clock;
use crate::config::{Config, leptos_options};
use crate::house::House;
use crate::jobs::Worker;
use crate::live::Live;
use crate::photo::receive::Photos;
use crate::router::router;
use crate::sending::Sending;

/// How long a request under way may take once the server has been asked to stop.
const DRAIN_SECONDS_MAX: u64 = 10;

/// Serves until asked to stop, then lets what is under way finish.
///
/// # Errors
/// What keeps it from starting, in a sentence for the person who started it.
pub async fn serve(config: &Config) -> Result<(), Box<dyn Error>> {
    let clock = Clock::system();
    let base_url = config.base_url();
    let sending = Sending::of(&config.sending, &base_url)?;
    let store = Store::open(&config.data.store(), clock.read()).await?;
    let listener = TcpListener::bind(config.listen)
        .await
        .map_err(|error| format!("{} cannot be listened on: {error}", config.listen))?;
    if config.demo {
        demo::serve_sample(&store, &clock, &base_url).await?;
    }
    let live = Live::new(config.listeners);
    let post = sending.post();
    let worker = Worker {
        store: store.clone(),
        clock: clock.clone(),
        sending,
        base_url: base_url.as_str().into(),
        name: store::fresh::id(clock.read())?.into(),
    };
    let working = tokio::spawn(worker.run(live.stopping()));
    let house = House {
        masthead: masthead(config, &store).await?,
        gate: Gate::new(store.clone(), Name::of(&base_url), config.tries(), live.clone()),
        photos: Photos::new(store.clone()),
        acts: config.acts(),
        behind_proxy: config.behind_proxy,
        options: leptos_options(listener.local_addr()?),
        base_url: base_url.into(),
        live: live.clone(),
        post,
        store: store.clone(),
        clock,
    };
    println!("Linli is at {}, listening on {}", house.base_url, listener.local_addr()?);
    let limits = Limits { connections: config.connections, ..Limits::default() };
    listen(listener, router(house), limits, live).await?;
    working.await?;
    store.close().await;
    tracing::info!("stopped");
    Ok(())
}

/// What stands on every page: as configured, else as the company and its first community say.
async fn masthead(config: &Config, store: &Store) -> Result<Masthead, store::Error> {
    let typed = (!config.hotline.is_empty()).then(|| Hotline::typed(&config.hotline));
    let mut masthead = Masthead { name: config.name.clone(), hotline: typed };
    if masthead.name.is_empty() {
        masthead.name = store.company().await?.name;
    }
    if masthead.hotline.is_none() {
        let first = store.communities().await?.into_iter().next();
        masthead.hotline = first.as_ref().map(Hotline::of);
    }
    Ok(masthead)
}

async fn listen(
    listener: TcpListener,
    router: Router,
    limits: Limits,
    live: Live,
) -> Result<(), Box<dyn Error>> {
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    let (stopped, mut drained) = (live.stopping(), live.stopping());
    tokio::spawn(async move {
        tokio::select! { _ = terminate.recv() => {}, _ = interrupt.recv() => {} }
        live.stop();
    });
    let too_long = async move {
        let _ = drained.changed().await;
        tokio::time::sleep(Duration::from_secs(DRAIN_SECONDS_MAX)).await;
    };
    tokio::select! { () = accept(listener, router, limits, stopped) => {}, () = too_long => {} }
    Ok(())
}
