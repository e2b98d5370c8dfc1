//! The form of the log. What may stand in it is everybody's business: never a token, a name or a message's text.

use tracing_subscriber::EnvFilter;
use tracing_subscriber::fmt;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;

use crate::settings::SettingError;

/// What is logged when `RUST_LOG` is not set.
const DEFAULT_FILTER: &str = "info,sqlx=warn,sea_orm_migration=warn";

/// Begins to log to standard error, as `RUST_LOG` and `LOG_FORMAT` say.
///
/// # Errors
/// Which of the two is malformed.
pub fn start() -> Result<(), SettingError> {
    let filter = std::env::var("RUST_LOG")
        .ok()
        .filter(|filter| !filter.trim().is_empty());
    let filter = EnvFilter::try_new(filter.as_deref().unwrap_or(DEFAULT_FILTER)).map_err(|_| {
        SettingError::Malformed {
            name: "RUST_LOG",
            expected: "a filter such as info or stepwise=debug",
        }
    })?;
    let registry = tracing_subscriber::registry().with(filter);
    let format = std::env::var("LOG_FORMAT").unwrap_or_default();
    // Started twice, in a test say, the first stays.
    let _ = match format.trim() {
        "" | "text" => registry
            .with(fmt::layer().with_writer(std::io::stderr))
            .try_init(),
        "json" => registry
            .with(fmt::layer().json().with_writer(std::io::stderr))
            .try_init(),
        _ => {
            return Err(SettingError::Malformed {
                name: "LOG_FORMAT",
                expected: "text or json",
            });
        }
    };
    Ok(())
}
