//! The world on disk, between runs.
//!
//! One JSON file holds everything but the bytes of files; those lie beside it, one file per content,
//! in a folder of the same name with `.files` behind it. The JSON is written to a temporary file
//! that then takes the old one's place, so a crash leaves the old world or the new one.

use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use axum::body::Bytes;

use crate::world::World;
use crate::world::state::State;

/// Changes within this time are written together.
const SOON: Duration = Duration::from_millis(300);

/// Reads the world; `None` when there is none yet.
pub(crate) fn load(path: &Path) -> io::Result<Option<State>> {
    let text = match std::fs::read(path) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error),
    };
    let mut state: State = serde_json::from_slice(&text)
        .map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error))?;
    if let Ok(folder) = std::fs::read_dir(files_beside(path)) {
        for entry in folder {
            let entry = entry?;
            let name = entry.file_name().to_string_lossy().into_owned();
            state
                .files
                .bytes
                .insert(name, Bytes::from(std::fs::read(entry.path())?));
        }
    }
    Ok(Some(state))
}

/// Writes the world: first the files, then the JSON that speaks of them.
pub(crate) fn save(world: &World, path: &Path) -> io::Result<()> {
    let (text, files) = {
        let mut state = world.hold();
        state.ahead_ms = world.clock().ahead_ms();
        (serde_json::to_vec(&*state)?, state.files.bytes.clone())
    };
    let folder = files_beside(path);
    if !files.is_empty() {
        std::fs::create_dir_all(&folder)?;
    }
    for (name, bytes) in files {
        let place = folder.join(&name);
        if !place.exists() {
            replace(&place, &bytes)?;
        }
    }
    replace(path, &text)
}

fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    use std::io::Write;

    let mut temporary = path.as_os_str().to_owned();
    temporary.push(".new");
    let temporary = PathBuf::from(temporary);
    let mut file = std::fs::File::create(&temporary)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    std::fs::rename(&temporary, path)
}

fn files_beside(path: &Path) -> PathBuf {
    let mut folder = path.as_os_str().to_owned();
    folder.push(".files");
    PathBuf::from(folder)
}

/// Writes the world soon after every change that follows the number `written`.
pub(crate) async fn keep(world: World, path: PathBuf, mut written: u64) {
    loop {
        written = world.changed_after(written).await;
        tokio::time::sleep(SOON).await;
        let (snapshot, place) = (world.clone(), path.clone());
        let seq = world.seq();
        match tokio::task::spawn_blocking(move || save(&snapshot, &place)).await {
            Ok(Ok(())) => written = seq,
            Ok(Err(error)) => tracing::warn!(%error, "the world could not be written"),
            Err(error) => tracing::warn!(%error, "the world could not be written"),
        }
    }
}
