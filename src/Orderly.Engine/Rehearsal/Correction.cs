using System.Text.Json;
using Orderly.Engine.Work;

namespace Orderly.Engine.Rehearsal;

/// <summary>What a script's listener corrects of a task: <c>{assignee, candidateGroups, candidateUsers, priority}</c>.</summary>
internal static class Correction
{
    public static TaskCorrections Read(JsonElement given)
    {
        var corrections = new TaskCorrections();
        foreach (var property in given.EnumerateObject())
        {
            corrections = property.Name switch
            {
                "assignee" => corrections with { Assignee = property.Value.GetString() },
                "candidateGroups" => corrections with { CandidateGroups = Names(property.Value) },
                "candidateUsers" => corrections with { CandidateUsers = Names(property.Value) },
                "priority" => corrections with { Priority = property.Value.GetInt32() },
                var other => throw new InvalidOperationException($"Expected '{other}' to be refused when the script was read"),
            };
        }
        return corrections;
    }

    private static string[] Names(JsonElement list) => [.. list.EnumerateArray().Select(name => name.ToString())];
}
