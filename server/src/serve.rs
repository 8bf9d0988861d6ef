//! From configuration to a listening server, and back down without dropping anyone.

use std::error::Error;
use std::sync::Arc;
use std::time::Duration;

use app::session::Masthead;
use axum::Router;
use store::Store;
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::watch;

use crate::clock::Clock;
use crate::config::{Config, leptos_options};
use crate::house::House;
use crate::router::router;
use crate::uploads::NoUploads;

/// How long a request under way may take once the server has been asked to stop.
const DRAIN_SECONDS_MAX: u64 = 10;

/// Serves until asked to stop, then lets what is under way finish.
///
/// # Errors
/// What keeps it from starting, in a sentence for the person who started it.
pub async fn serve(config: Config) -> Result<(), Box<dyn Error>> {
    let clock = Clock::system();
    let store = Store::open(&config.store(), clock.read()).await?;
    let listener = TcpListener::bind(config.listen).await?;
    let house = House {
        store: store.clone(),
        clock,
        masthead: Masthead { name: config.name.clone(), hotline: config.hotline.clone() },
        base_url: config.base_url().into(),
        uploads: Arc::new(NoUploads),
        options: leptos_options(listener.local_addr()?),
    };
    tracing::info!("serving at {}", house.base_url);
    listen(listener, router(house)).await?;
    store.close().await;
    tracing::info!("stopped");
    Ok(())
}

async fn listen(listener: TcpListener, router: Router) -> Result<(), Box<dyn Error>> {
    let (stop, mut stopped) = watch::channel(false);
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    tokio::spawn(async move {
        tokio::select! { _ = terminate.recv() => {}, _ = interrupt.recv() => {} }
        stop.send_replace(true);
    });
    let mut drained = stopped.clone();
    let serving = axum::serve(listener, router).with_graceful_shutdown(async move {
        let _ = stopped.changed().await;
    });
    let too_long = async move {
        let _ = drained.changed().await;
        tokio::time::sleep(Duration::from_secs(DRAIN_SECONDS_MAX)).await;
    };
    tokio::select! { served = async { serving.await } => served?, () = too_long => {} }
    Ok(())
}
