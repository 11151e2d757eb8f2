using System.CommandLine;

namespace Orderly.Verbs;

/// <summary><c>orderly decision</c>: what is done with decision models outside the running product.</summary>
internal static class DecisionVerb
{
    public static Command Create() => new("decision", "Check, test and run decision models (DMN).")
    {
        DecisionCheckVerb.Create(),
        DecisionTestVerb.Create(),
        DecisionRunVerb.Create(),
    };
}
