{
    "version": "{{projectVersion}}",
    "description": "{{projectDescription}}",
    "homepage": "{{projectLinkHomepage}}",
    "license": "{{projectLicense}}",
    "architecture": {
        "64bit": {
            "url": "{{distributionUrl}}",
            "hash": "sha256:{{distributionChecksumSha256}}"
        }
    },
    "extract_dir": "eventstore",
    "bin": ["eventstore.exe", "eventstored.exe"],
    "shortcuts": [["eventstore.exe", "Event Store"]]
}
