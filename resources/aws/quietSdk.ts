// On Node 20 the SDK prints seven lines about its own future into every deployment and every service. Which Node we support
// is for this package to say (docs/limits.md).
process.env["AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED"] ??= "true";
