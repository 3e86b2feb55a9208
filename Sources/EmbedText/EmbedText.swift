import Foundation
import PackagePlugin

/// Generates constants with the text files that a target carries, such as
/// `let ruleFiles: [(id: String, text: String)]`.
///
/// The id of a file is its name without the suffix of the folder. The script runs in every build, so a
/// new file needs no entry in a list, and writes a Swift file only if a text changes, to avoid
/// recompilation.
///
/// String literals compile in a fraction of the time of the byte arrays of `.embedInCode`.
@main struct EmbedText: BuildToolPlugin {
  /// The folders that a target carries.
  private func folders(of target: String) -> [(constant: String, path: String, suffix: String)] {
    switch target {
    case "Engine":
      [("ruleFiles", "Sources/Rules", ".rule"), ("dataFiles", "Sources/Datasets", "")]
    case "Gallery":
      [("lessonFiles", "Scenarios", ".yaml"), ("courseFiles", "Scenarios/courses", ".yaml")]
    default: []
    }
  }

  /// Returns the prebuild commands that write a Swift file for each folder.
  func createBuildCommands(context: PluginContext, target: any Target) -> [Command] {
    folders(of: target.name).map { constant, path, suffix in
      let directory = context.pluginWorkDirectoryURL.appending(path: constant)
      let folder = context.package.directoryURL.appending(path: path)
      return .prebuildCommand(
        displayName: "Embedding \(path)", executable: URL(filePath: "/bin/sh"),
        arguments: ["-c", script, "embed", folder.path, directory.path, constant, suffix],
        outputFilesDirectory: directory)
    }
  }
}

private let script = ####"""
  cd "$1" || exit 1
  LC_ALL=C
  mkdir -p "$2"
  {
    echo "let $3: [(id: String, text: String)] = ["
    for file in *"$4"; do
      printf '  ("%s", ###"""\n' "${file%"$4"}"
      cat "$file"
      printf '\n"""###),\n'
    done
    echo ']'
  } >"$2.new"
  cmp -s "$2.new" "$2/$3.swift" || cp "$2.new" "$2/$3.swift"
  """####
