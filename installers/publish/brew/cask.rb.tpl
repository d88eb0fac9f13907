cask "{{brewCaskName}}" do
  version "{{projectVersion}}"
  sha256 "{{distributionChecksumSha256}}"

  url "{{distributionUrl}}"
  name "{{brewCaskDisplayName}}"
  desc "{{projectDescription}}"
  homepage "{{projectLinkHomepage}}"

  depends_on arch: :arm64

  app "{{brewCaskApp}}"
  binary "#{appdir}/{{brewCaskApp}}/Contents/MacOS/eventstore"
  binary "#{appdir}/{{brewCaskApp}}/Contents/MacOS/eventstored"

  uninstall quit: "dev.eventstore.desktop"

  zap trash: [
    "~/Library/Application Support/EventStore",
    "~/Library/Logs/EventStore",
  ]
end
