namespace Orderly.Engine.Process;

/// <summary>Who gave a command.</summary>
/// <param name="Id">A person's or a system's name.</param>
/// <param name="Kind">Systems may complete work that nobody has claimed; people only their own.</param>
/// <param name="OnBehalfOf">Whom the actor stands in for.</param>
public sealed record Actor(string Id, ActorKind Kind, string? OnBehalfOf = null)
{
    /// <summary>The engine's host: timers, mail, continuations.</summary>
    public static readonly Actor System = new("system", ActorKind.System);

    public static Actor Person(string id) => new(id, ActorKind.Person);
}

public enum ActorKind
{
    Person,
    System,
}
