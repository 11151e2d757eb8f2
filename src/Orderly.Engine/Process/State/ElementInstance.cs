using System.Text.Json.Serialization;
using Orderly.Engine.Feel;
using Orderly.Engine.Ids;

namespace Orderly.Engine.Process;

/// <summary>
/// One activation of an element: a node of the tree of scopes. Read-only to everyone but <see cref="Evolution"/>.
/// </summary>
public sealed class ElementInstance
{
    public ElementInstanceId Id { get; init; }

    /// <summary>The activation it stands in; 0 for the process itself.</summary>
    public ElementInstanceId Scope { get; init; }

    /// <summary>The element's id in the model.</summary>
    [JsonInclude]
    public string Element { get; internal set; } = "";

    /// <summary>Position among the repetitions of its multi-instance body, from 1; 0 outside one.</summary>
    public int Item { get; init; }

    /// <summary>Whether it holds the repetitions of a multi-instance activity.</summary>
    public bool IsBody { get; init; }

    /// <summary>When it became active.</summary>
    public DateTimeOffset Since { get; init; }

    /// <summary>Whether it is being ended from outside.</summary>
    [JsonInclude]
    public bool Terminating { get; internal set; }

    /// <summary>What happens once nothing inside is left; see <see cref="Interrupted"/>.</summary>
    [JsonInclude]
    public Interruption? Then { get; internal set; }

    /// <summary>Whether its inside was voided; it goes on with <see cref="Then"/>, or completes.</summary>
    [JsonInclude]
    public bool Interrupted { get; internal set; }

    /// <summary>Its own variables; null for none. Sorted when written, so that equal states are equal bytes.</summary>
    [JsonInclude]
    public VariableTable? Variables { get; internal set; }

    /// <summary>The items, results and progress of a multi-instance body.</summary>
    [JsonInclude]
    public Repetition? Repetition { get; internal set; }

    /// <summary>Tokens on the scope's flows that nothing has taken yet, by flow.</summary>
    [JsonInclude]
    public TokenTable? Tokens { get; internal set; }

    /// <summary>What only some kinds of elements keep; null for most.</summary>
    [JsonInclude]
    public ElementMemory? Memory { get; internal set; }

    /// <summary>Activations directly inside.</summary>
    [JsonIgnore]
    public int ChildCount { get; internal set; }

    [JsonIgnore]
    internal ElementInstance? Parent { get; set; }

    [JsonIgnore]
    internal ElementInstance? FirstChild { get; set; }

    [JsonIgnore]
    internal ElementInstance? LastChild { get; set; }

    [JsonIgnore]
    internal ElementInstance? Next { get; set; }

    [JsonIgnore]
    internal ElementInstance? Previous { get; set; }

    /// <summary>Waits that end with this activation, in the order they began.</summary>
    [JsonIgnore]
    internal List<WaitRef>? Waits { get; set; }

    /// <summary>The element's index in its model once looked up; -1 before.</summary>
    [JsonIgnore]
    internal int Index { get; set; } = -1;

    /// <summary>Whether nothing is active inside and no token is under way.</summary>
    internal bool IsQuiet => ChildCount == 0 && (Tokens is null || Tokens.Count == 0);

    internal ElementMemory Remembering() => Memory ??= new();

    internal IEnumerable<ElementInstance> Children()
    {
        for (var child = FirstChild; child is not null; child = child.Next)
            yield return child;
    }

    /// <summary>Children are kept in the order of their ids, which is the order they were activated in.</summary>
    internal void Adopt(ElementInstance child)
    {
        child.Parent = this;
        child.Previous = LastChild;
        if (LastChild is null)
            FirstChild = child;
        else
            LastChild.Next = child;
        LastChild = child;
        ChildCount++;
    }

    internal void Release(ElementInstance child)
    {
        if (child.Previous is null)
            FirstChild = child.Next;
        else
            child.Previous.Next = child.Next;
        if (child.Next is null)
            LastChild = child.Previous;
        else
            child.Next.Previous = child.Previous;
        child.Parent = null;
        ChildCount--;
    }
}
