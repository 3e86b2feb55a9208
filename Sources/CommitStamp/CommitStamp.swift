import Foundation
import PackagePlugin

/// Generates `let commit: String?`, the git commit from which the program is built.
///
/// The script runs in every build, because SwiftPM caches the manifest, and writes `Commit.swift`
/// only if the line changes, to avoid recompilation. A `+` marks uncommitted changes. `commit` is
/// nil outside Ravine's own repository, as in an unpacked archive.
@main struct CommitStamp: BuildToolPlugin {
  /// Returns the prebuild command that writes `Commit.swift`.
  func createBuildCommands(context: PluginContext, target: any Target) -> [Command] {
    let directory = context.pluginWorkDirectoryURL.appending(path: "CommitStamp")
    return [
      .prebuildCommand(
        displayName: "Reading the commit from git", executable: URL(filePath: "/bin/sh"),
        arguments: ["-c", script, "stamp", context.package.directoryURL.path, directory.path],
        outputFilesDirectory: directory)
    ]
  }
}

private let script = #"""
  cd "$1" || exit 1
  literal=nil
  if [ "$(git rev-parse --show-toplevel 2>/dev/null)" = "$(pwd -P)" ]; then
    commit=$(git --no-optional-locks describe --always --abbrev=12 --exclude='*' --dirty=+ \
      2>/dev/null) && literal="\"$commit\""
  fi
  line="let commit: String? = $literal"
  mkdir -p "$2"
  [ "$line" = "$(cat "$2/Commit.swift" 2>/dev/null)" ] || echo "$line" >"$2/Commit.swift"
  """#
