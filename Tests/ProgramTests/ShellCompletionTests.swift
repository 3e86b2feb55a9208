import Foundation
import TestSupport
import Testing

@Suite(.blocking) struct `Completion` {
  /// The typed prefix, and the completed line.
  private static let lines = [
    ("ravine play hyperb", "ravine play hyperbola-drift"),
    ("ravine render hyperbola-drift --view st", "ravine render hyperbola-drift --view stability"),
    ("ravine run --surface rin", "ravine run --surface ring"),
    ("ravine run --optimizer gd,usa", "ravine run --optimizer gd,usam"),
    ("ravine run --surface ring --set al", "ravine run --surface ring --set alpha"),
    ("ravine show softm", "ravine show softmin"),
    ("ravine check ./my-l", "ravine check ./my-lesson.yaml"),
    ("ravine doc", "ravine doctor"),
  ]

  /// The installed shells, with the command that installs the completions.
  private static let shells = [
    ("bash", "bash --norc -i", "source <(ravine --generate-completion-script bash)"),
    (
      "zsh", "zsh -f -i",
      "ravine --generate-completion-script zsh > _ravine; fpath=($PWD $fpath); "
        + "autoload -Uz compinit; compinit -u -D"
    ),
    ("fish", "fish --no-config -i", "ravine --generate-completion-script fish | source"),
  ].filter { shell in
    ["/bin/", "/usr/bin/"].contains {
      FileManager.default.isExecutableFile(atPath: $0 + shell.0)
    }
  }

  @Test(.enabled(if: TmuxSession.isInstalled), arguments: shells.map(\.0))
  func `completes verbs, options, lessons, surfaces and optimizers`(_ name: String) throws {
    let shell = try #require(Self.shells.first { $0.0 == name })
    let folder = try TemporaryDirectory()
    try folder.write("", to: "my-lesson.yaml")
    let build = URL(fileURLWithPath: TestSupport.ravinePath).deletingLastPathComponent().path
    let tmux = try TmuxSession(
      "sh -c 'cd \(folder.path); HOME=$PWD PATH=\(build):$PATH exec \(shell.1)'", columns: 110)
    try tmux.sendText("\(shell.2); echo rea''dy\n")
    let isReady = try tmux.waitForScreen(within: 20) { $0.contains("ready") }
    try #require(isReady.contains("ready"))
    for (prefix, completed) in Self.lines {
      try tmux.sendText(prefix)
      try tmux.sendKeys("Tab")
      let screen = try tmux.waitForScreen(within: 20) { $0.contains { $0.contains(completed) } }
      #expect(screen.contains { $0.contains(completed) }, "\(prefix)")
      try tmux.sendKeys("C-u")
    }
  }
}
