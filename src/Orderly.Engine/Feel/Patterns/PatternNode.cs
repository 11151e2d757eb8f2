using System.Collections.Immutable;

namespace Orderly.Engine.Feel.Patterns;

/// <summary>A part of a read pattern.</summary>
internal abstract record PatternNode;

internal sealed record ClassPattern(CharacterClass Class) : PatternNode;

internal sealed record SequencePattern(ImmutableArray<PatternNode> Parts) : PatternNode;

internal sealed record ChoicePattern(ImmutableArray<PatternNode> Branches) : PatternNode;

/// <summary>Repeats a part; without a maximum as often as it will.</summary>
internal sealed record RepeatPattern(PatternNode Part, int Min, int? Max, bool IsLazy) : PatternNode;

internal sealed record GroupPattern(int Number, PatternNode Part) : PatternNode;

internal sealed record BackReferencePattern(int Number) : PatternNode;

internal sealed record StartPattern : PatternNode;

internal sealed record EndPattern : PatternNode;

/// <summary>The flags of XPath's regular expressions.</summary>
/// <param name="DotMatchesAll">s: the dot matches line ends too.</param>
/// <param name="IsMultiline">m: ^ and $ match at lines.</param>
/// <param name="IgnoresCase">i.</param>
/// <param name="IgnoresSpace">x: space in the pattern has no meaning.</param>
/// <param name="IsLiteral">q: nothing in the pattern has a meaning.</param>
internal readonly record struct PatternFlags(bool DotMatchesAll, bool IsMultiline, bool IgnoresCase, bool IgnoresSpace, bool IsLiteral)
{
    public static PatternFlags Parse(string flags)
    {
        foreach (var flag in flags)
        {
            if (flag is not ('s' or 'm' or 'i' or 'x' or 'q'))
                throw new PatternFault($"the flag '{flag}' is not one of s, m, i, x, q");
        }
        return new(Has('s'), Has('m'), Has('i'), Has('x'), Has('q'));

        bool Has(char flag) => flags.Contains(flag, StringComparison.Ordinal);
    }
}

/// <summary>Says why a text is no pattern; caught by the functions that take patterns.</summary>
internal sealed class PatternFault(string message) : Exception(message);
