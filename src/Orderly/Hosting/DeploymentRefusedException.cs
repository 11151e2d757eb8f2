using System.Collections.Immutable;
using Orderly.Runtime.Deployment;

namespace Orderly.Hosting;

/// <summary>A pack's files cannot be executed as they are; every issue says where.</summary>
internal sealed class DeploymentRefusedException(string folder, ImmutableArray<DeploymentIssue> issues)
    : Exception(string.Join('\n', issues.Where(issue => issue.IsError).Select(issue => IssueText.Of(folder, issue))))
{
    public ImmutableArray<DeploymentIssue> Issues { get; } = issues;
}

internal static class IssueText
{
    /// <summary>"packs/discharge/discharge.bpmn:12:8 Task_1 [rule] Expected ..."</summary>
    public static string Of(string folder, DeploymentIssue issue)
    {
        var place = issue.Line > 0 ? $":{issue.Line}:{issue.Column}" : "";
        var element = issue.Element is { } id ? $" {id}" : "";
        return $"{Path.Combine(folder, issue.Resource)}{place}{element} [{issue.Rule}] {issue.Reason}";
    }
}
