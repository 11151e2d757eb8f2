using System.CommandLine;
using Orderly.Cli;
using Orderly.Verbs;

var root = new RootCommand("Orderly coordinates a hospital's operational work across departments.")
{
    DemoVerb.Create(),
    ServeVerb.Create(),
    DeployVerb.Create(),
    VerifyVerb.Create(),
    ShadowVerb.Create(),
    DoctorVerb.Create(),
    KeyVerb.Create(),
    Hl7Verb.Create(),
    X12Verb.Create(),
    DecisionVerb.Create(),
    ModelVerb.Create(),
    TieOutVerb.Create(),
};

var parsed = root.Parse(args);
if (parsed.Errors.Count > 0)
{
    foreach (var error in parsed.Errors) Terminal.Complain(error.Message);
    Terminal.Say($"'orderly {string.Join(' ', parsed.CommandResult.Command == root ? [] : new[] { parsed.CommandResult.Command.Name, string.Empty })}--help' shows what is expected.");
    return ExitCode.Usage;
}
return await parsed.InvokeAsync();
