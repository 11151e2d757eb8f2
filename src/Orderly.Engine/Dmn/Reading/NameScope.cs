using System.Collections.Immutable;
using Orderly.Engine.Feel;
using Orderly.Engine.Feel.Evaluate;
using Orderly.Engine.Feel.Syntax;

namespace Orderly.Engine.Dmn.Reading;

/// <summary>The names that an expression of the model may use at its place.</summary>
internal sealed class NameScope(ImmutableArray<string> names, ItemTypes types, bool seesMembers = false)
{
    private ParseNames? parsing;

    public ItemTypes Types { get; } = types;

    public NameScope With(params IEnumerable<string> more) => new(names.AddRange(more), Types, seesMembers);

    /// <summary>Inside a filter the entries of the items are names too.</summary>
    public NameScope WithMembers() => new(names, Types, seesMembers: true);

    /// <summary>Free names that nothing here offers. Where entries of unseen items are names, nothing can be said.</summary>
    public IEnumerable<string> Unknown(FeelExpression expression) => seesMembers || expression.HasFilter ? [] : expression.References.Where(name => name != Scope.Input && !names.Contains(name));

    public ParseNames ForParsing() => parsing ??= new ParseNames(new NameTable(seesMembers ? names.AddRange(Types.MemberNames) : names), Types.Members, Types.Find, Types.Names);
}
