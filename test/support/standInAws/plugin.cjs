// Stands in for the plugin of @pulumi/aws, which cannot be had offline: takes any settings, makes nothing.
const { main } = require("@pulumi/pulumi/provider");

void main({ version: "7.48.0" }, process.argv.slice(2));
