using System.Collections.Immutable;

namespace Orderly.Engine.Bpmn;

/// <summary>What an element does beyond its kind.</summary>
public abstract record ElementDetail
{
    private protected ElementDetail()
    {
    }
}

/// <summary>A person's work: who may do it, when it is due, what it asks.</summary>
public sealed record UserTaskDetail : ElementDetail
{
    public Expression? Assignee { get; init; }

    public Expression? CandidateGroups { get; init; }

    public Expression? CandidateUsers { get; init; }

    public Expression? DueDate { get; init; }

    public Expression? FollowUpDate { get; init; }

    /// <summary>0 to 100; 50 when absent. Larger is more urgent.</summary>
    public Expression? Priority { get; init; }

    public string? FormId { get; init; }

    public QueueDetail? Queue { get; init; }

    /// <summary><c>orderly:approval</c>: null for work.</summary>
    public ApprovalDetail? Approval { get; init; }

    /// <summary><c>orderly:preAlert</c>: shown ahead of its time, and nobody can work on it.</summary>
    public bool PreAlert { get; init; }
}

/// <summary><c>orderly:queue</c>: whose work it is.</summary>
public sealed record QueueDetail(Expression? Unit, Expression? Role, Expression? Sensitivity);

/// <summary><c>zeebe:taskDefinition</c>: work for whoever activates jobs of the type.</summary>
public sealed record JobDetail(Expression Type, Expression Retries, ImmutableDictionary<string, string> Headers) : ElementDetail;

/// <summary><c>orderly:connector</c>: work for a connector of the product itself.</summary>
/// <param name="Connector">The connector's configured name.</param>
/// <param name="Operation">What it is asked to do.</param>
/// <param name="Input">What it is told; the input mappings' variables when absent.</param>
/// <param name="OrderKey">Calls with the same key go out one after the other.</param>
/// <param name="UsefulFor">How long after the decision sending still makes sense.</param>
/// <param name="Inverse">The operation that takes it back.</param>
/// <param name="PointOfNoReturn">After which the inverse no longer undoes it, in the receiver's words.</param>
/// <param name="ResultVariable">The variable the answer goes to; its fields are merged when absent.</param>
public sealed record ConnectorDetail(
    string Connector,
    string Operation,
    Expression? Input,
    Expression? OrderKey,
    Expression? UsefulFor,
    string? Inverse,
    string? PointOfNoReturn,
    string? ResultVariable) : ElementDetail;

/// <param name="ResultVariable">Where the value goes; null sets a variable for each entry of a context.</param>
public sealed record ScriptDetail(Expression Script, string? ResultVariable) : ElementDetail;

public sealed record DecisionDetail(Expression DecisionId, string ResultVariable, Binding Binding) : ElementDetail;

public sealed record CallDetail(Expression ProcessId, bool PassAllVariables, bool ReturnAllVariables, Binding Binding) : ElementDetail;

/// <summary>An ad-hoc subprocess: its activities are chosen while it runs.</summary>
/// <param name="Sequential">At most one activity at a time.</param>
/// <param name="First">Ids of the activities to begin with; none when absent.</param>
/// <param name="CompletionCondition">Asked after each activity; without one it completes when nothing is left to do.</param>
/// <param name="CancelsRemaining">Whether what is still active ends when the condition holds.</param>
public sealed record AdHocDetail(bool Sequential, Expression? First, Expression? CompletionCondition, bool CancelsRemaining) : ElementDetail;

/// <param name="Activation">When a joining complex gateway goes on; sees <c>activationCount</c> and <c>waitingForStart</c>.</param>
public sealed record ComplexDetail(Expression? Activation) : ElementDetail;

/// <summary>The message a send task publishes or a receive task waits for.</summary>
public sealed record MessageDetail(MessageDefinition Message) : ElementDetail;

/// <summary>Which version of a called definition is meant.</summary>
/// <param name="Kind">Latest, the caller's own deployment, or a tag.</param>
public sealed record Binding(BindingKind Kind, string? VersionTag = null)
{
    public static readonly Binding Latest = new(BindingKind.Latest);
}

public enum BindingKind
{
    Latest,
    Deployment,
    VersionTag,
}
