namespace Orderly.Runtime.Submission;

/// <summary>Who asks. Whoever builds one has authenticated it: the runtime judges what the caller may do, not who it is.</summary>
/// <param name="Id">A person's id in the organisation, a worker's client id, or the operator's account.</param>
public sealed record Caller(string Id, CallerKind Kind)
{
    /// <summary>Someone who signed in; may do what their role bindings open.</summary>
    public static Caller Person(string id) => new(id, CallerKind.Person);

    /// <summary>A program with an API client's credentials: jobs, messages, starts.</summary>
    public static Caller Worker(string id) => new(id, CallerKind.Worker);

    /// <summary>Whoever holds the executable and its key: deployments and repairs, never a task of a person.</summary>
    public static Caller Operator(string id) => new(id, CallerKind.Operator);

    /// <summary>Timers, mail, lanes: the product's own commands.</summary>
    internal static readonly Caller Host = new("system", CallerKind.Host);
}

public enum CallerKind
{
    Person,
    Worker,
    Operator,
    Host,
}
