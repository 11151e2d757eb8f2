using System.Collections;

namespace Orderly.Engine.Feel.Patterns;

/// <summary>Where a pattern matched: slots 2N and 2N+1 are the start and end of group N, -1 where it took no part.</summary>
internal readonly record struct PatternMatch(int[] Slots)
{
    public int Start => Slots[0];

    public int End => Slots[1];

    public ReadOnlySpan<char> Group(string input, int number) =>
        Slots[2 * number] >= 0 && Slots[(2 * number) + 1] >= Slots[2 * number] ? input.AsSpan(Slots[2 * number]..Slots[(2 * number) + 1]) : [];
}

/// <summary>
/// Runs a pattern over a text, leftmost match first. Without back-references no place is tried twice by the same step, so the work is at
/// most steps × length; with them it is bounded by <paramref name="spend"/>, which ends the evaluation at its limit.
/// </summary>
internal sealed class PatternMatcher(PatternProgram program, string input, Action<int> spend)
{
    private const int MovesPerStep = 64;
    private const int ClearedPerStep = 65_536;
    private const long MaxVisited = 64_000_000;
    private readonly Stack<(int Step, int At, int Slot, int Old)> pending = [];
    private readonly bool remembers = !program.HasBackReferences && (long)program.Steps.Length * (input.Length + 1) <= MaxVisited;
    private readonly int[] slots = new int[program.Slots];
    private BitArray? visited;
    private int moves;

    public PatternMatch? Find(int from)
    {
        if (remembers)
        {
            // What failed from an earlier start fails from a later one too, so this is cleared once a search and not once a start.
            visited ??= new BitArray(program.Steps.Length * (input.Length + 1));
            visited.SetAll(false);
            spend(visited.Length / ClearedPerStep);
        }
        for (var at = from; at <= input.Length; at++)
        {
            if (at > 0 && at < input.Length && char.IsLowSurrogate(input[at]) && char.IsHighSurrogate(input[at - 1]))
                continue;
            if (MatchAt(at))
                return new PatternMatch([.. slots]);
        }
        return null;
    }

    private bool MatchAt(int start)
    {
        Array.Fill(slots, -1);
        pending.Clear();
        var (step, at) = (0, start);
        while (true)
        {
            if (++moves >= MovesPerStep)
            {
                spend(1);
                moves = 0;
            }
            if (Advance(ref step, ref at))
            {
                if (program.Steps[step].Operation == PatternOperation.Match)
                    return true;
                continue;
            }
            if (!Back(ref step, ref at))
                return false;
        }
    }

    /// <summary>Does one step; false when it fails.</summary>
    private bool Advance(ref int step, ref int at)
    {
        var current = program.Steps[step];
        switch (current.Operation)
        {
            case PatternOperation.Take:
                if (at >= input.Length)
                    return false;
                var isPair = char.IsHighSurrogate(input[at]) && at + 1 < input.Length && char.IsLowSurrogate(input[at + 1]);
                if (!current.Class!.Contains(isPair ? char.ConvertToUtf32(input[at], input[at + 1]) : input[at]))
                    return false;
                at += isPair ? 2 : 1;
                break;
            case PatternOperation.Try:
                if (visited is not null)
                {
                    var place = (step * (input.Length + 1)) + at;
                    if (visited[place])
                        return false;
                    visited[place] = true;
                }
                pending.Push((current.B, at, -1, 0));
                step = current.A;
                return true;
            case PatternOperation.Jump:
                step = current.A;
                return true;
            case PatternOperation.Note:
                pending.Push((-1, 0, current.A, slots[current.A]));
                slots[current.A] = at;
                break;
            case PatternOperation.Progress:
                if (slots[current.A] == at)
                    return false;
                break;
            case PatternOperation.Again:
                if (!TakeAgain(current.A, ref at))
                    return false;
                break;
            case PatternOperation.Start:
                if (at != 0 && !(program.Flags.IsMultiline && input[at - 1] == '\n' && at < input.Length))
                    return false;
                break;
            case PatternOperation.End:
                if (at != input.Length && !(program.Flags.IsMultiline && input[at] == '\n'))
                    return false;
                break;
            default:
                return true;
        }
        step++;
        return true;
    }

    private bool Back(ref int step, ref int at)
    {
        while (pending.TryPop(out var last))
        {
            if (last.Slot < 0)
            {
                (step, at) = (last.Step, last.At);
                return true;
            }
            slots[last.Slot] = last.Old;
        }
        return false;
    }

    private bool TakeAgain(int group, ref int at)
    {
        var (start, end) = (slots[2 * group], slots[(2 * group) + 1]);
        if (start < 0 || end < start)
            return true;
        var length = end - start;
        if (at + length > input.Length)
            return false;
        for (var i = 0; i < length; i++)
        {
            if (input[start + i] != input[at + i] && !(program.Flags.IgnoresCase && CharacterClass.AreSameLetter(input[start + i], input[at + i])))
                return false;
        }
        at += length;
        return true;
    }
}
