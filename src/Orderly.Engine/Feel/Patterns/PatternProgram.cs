using System.Collections.Immutable;

namespace Orderly.Engine.Feel.Patterns;

internal enum PatternOperation
{
    /// <summary>Takes one code point of the class.</summary>
    Take,

    /// <summary>Goes on at A; if that fails, at B.</summary>
    Try,

    /// <summary>Goes on at A.</summary>
    Jump,

    /// <summary>Notes the position in slot A.</summary>
    Note,

    /// <summary>Fails when nothing was taken since slot A was noted.</summary>
    Progress,

    /// <summary>Takes again what group A took.</summary>
    Again,
    Start,
    End,
    Match,
}

internal readonly record struct PatternStep(PatternOperation Operation, int A = 0, int B = 0, CharacterClass? Class = null);

/// <summary>A pattern as steps of a small machine. Slots 2N and 2N+1 hold where group N starts and ends; later ones serve loops.</summary>
internal sealed class PatternProgram
{
    private const int MaxSteps = 50_000;
    private readonly List<PatternStep> steps = [];

    /// <exception cref="PatternFault">The text is no pattern, or it unfolds to too many steps.</exception>
    public PatternProgram(string pattern, string flags)
    {
        Flags = PatternFlags.Parse(flags);
        (var root, Groups) = PatternParser.Parse(pattern, Flags);
        Slots = 2 * (Groups + 1);
        Add(new PatternStep(PatternOperation.Note, 0));
        Compile(root);
        Add(new PatternStep(PatternOperation.Note, 1));
        Add(new PatternStep(PatternOperation.Match));
        Steps = [.. steps];
    }

    public PatternFlags Flags { get; }

    public int Groups { get; }

    public int Slots { get; private set; }

    /// <summary>Whether what matches depends on what matched before, so that a place may have to be tried again.</summary>
    public bool HasBackReferences { get; private set; }

    public ImmutableArray<PatternStep> Steps { get; }

    private int Add(PatternStep step)
    {
        if (steps.Count >= MaxSteps)
            throw new PatternFault($"it unfolds to more than {MaxSteps} steps");
        steps.Add(step);
        return steps.Count - 1;
    }

    private void Compile(PatternNode node)
    {
        switch (node)
        {
            case ClassPattern one:
                Add(new PatternStep(PatternOperation.Take, Class: one.Class));
                break;
            case SequencePattern sequence:
                foreach (var part in sequence.Parts)
                    Compile(part);
                break;
            case ChoicePattern choice:
                Choose(choice.Branches);
                break;
            case RepeatPattern repeat:
                Repeat(repeat);
                break;
            case GroupPattern group:
                Add(new PatternStep(PatternOperation.Note, 2 * group.Number));
                Compile(group.Part);
                Add(new PatternStep(PatternOperation.Note, (2 * group.Number) + 1));
                break;
            case BackReferencePattern reference:
                HasBackReferences = true;
                Add(new PatternStep(PatternOperation.Again, reference.Number));
                break;
            case StartPattern:
                Add(new PatternStep(PatternOperation.Start));
                break;
            default:
                Add(new PatternStep(PatternOperation.End));
                break;
        }
    }

    private void Choose(ImmutableArray<PatternNode> branches)
    {
        var jumps = new List<int>();
        for (var i = 0; i < branches.Length - 1; i++)
        {
            var branch = Add(default);
            Compile(branches[i]);
            jumps.Add(Add(default));
            steps[branch] = new PatternStep(PatternOperation.Try, branch + 1, steps.Count);
        }
        Compile(branches[^1]);
        foreach (var jump in jumps)
            steps[jump] = new PatternStep(PatternOperation.Jump, steps.Count);
    }

    private void Repeat(RepeatPattern repeat)
    {
        for (var i = 0; i < repeat.Min; i++)
            Compile(repeat.Part);
        if (repeat.Max is { } max)
        {
            var exits = new List<int>();
            for (var i = repeat.Min; i < max; i++)
            {
                exits.Add(Add(default));
                Compile(repeat.Part);
            }
            foreach (var exit in exits)
                steps[exit] = Branch(exit + 1, steps.Count, repeat.IsLazy);
            return;
        }
        var slot = Slots++;
        var head = Add(default);
        Add(new PatternStep(PatternOperation.Note, slot));
        Compile(repeat.Part);
        Add(new PatternStep(PatternOperation.Progress, slot));
        Add(new PatternStep(PatternOperation.Jump, head));
        steps[head] = Branch(head + 1, steps.Count, repeat.IsLazy);
    }

    private static PatternStep Branch(int inside, int outside, bool isLazy) =>
        isLazy ? new PatternStep(PatternOperation.Try, outside, inside) : new PatternStep(PatternOperation.Try, inside, outside);
}
