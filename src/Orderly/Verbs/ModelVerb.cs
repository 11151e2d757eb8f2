using System.CommandLine;

namespace Orderly.Verbs;

/// <summary><c>orderly model</c>: what a modeler asks of a file before anything is deployed.</summary>
internal static class ModelVerb
{
    public static Command Create() => new("model", "Check and rehearse process models.") { ModelCheck.Create(), ModelRun.Create() };
}
