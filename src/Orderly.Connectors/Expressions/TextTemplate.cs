using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using Orderly.Connectors.Configuration;
using Orderly.Engine.Feel;

namespace Orderly.Connectors.Expressions;

/// <summary>
/// A text with FEEL in braces, "/api/orders/{input.id}"; a doubled brace is a brace. Where secrets are allowed, the
/// words <c>secret:name</c> stand for the secret's value.
/// </summary>
internal sealed class TextTemplate
{
    private const string SecretMark = "secret:";

    private static readonly SearchValues<char> SecretNameCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-");

    private readonly ImmutableArray<Part> parts;

    private TextTemplate(string text, ImmutableArray<Part> parts) => (Text, this.parts) = (text, parts);

    public string Text { get; }

    public IEnumerable<string> Secrets => parts.OfType<Part.Secret>().Select(part => part.Name);

    /// <summary>Null, with the issues reported, when the text is no template.</summary>
    public static TextTemplate? Read(YamlText text, ImmutableArray<string> names, bool allowSecrets)
    {
        var parts = ImmutableArray.CreateBuilder<Part>();
        var literal = new StringBuilder();
        var rest = text.Value.AsSpan();
        while (rest.Length > 0)
        {
            if (rest.StartsWith("{{") || rest.StartsWith("}}"))
            {
                literal.Append(rest[0]);
                rest = rest[2..];
            }
            else if (rest[0] == '{')
            {
                Flush(literal, parts);
                if (ReadExpression(text, names, ref rest) is not { } expression)
                    return null;
                parts.Add(new Part.Expression(expression));
            }
            else if (allowSecrets && rest.StartsWith(SecretMark))
            {
                Flush(literal, parts);
                parts.Add(new Part.Secret(ReadSecretName(ref rest)));
            }
            else
            {
                literal.Append(rest[0]);
                rest = rest[1..];
            }
        }

        Flush(literal, parts);
        return new TextTemplate(text.Value, parts.ToImmutable());
    }

    /// <exception cref="TemplateException">An expression gives no string, number or boolean.</exception>
    public string Fill(IFeelScope scope, FeelEnvironment environment, Func<string, string> encode, Func<string, string> secret)
    {
        var filled = new StringBuilder();
        foreach (var part in parts)
        {
            filled.Append(part switch
            {
                Part.Literal literal => literal.Text,
                Part.Secret named => secret(named.Name),
                Part.Expression { Feel: var feel } => encode(Evaluate(feel, scope, environment)),
                _ => throw new InvalidOperationException($"Expected a known part, but it is {part.GetType().Name}"),
            });
        }

        return filled.ToString();
    }

    private static string Evaluate(FeelExpression feel, IFeelScope scope, FeelEnvironment environment)
    {
        var result = feel.Evaluate(scope, environment);
        return result.Value switch
        {
            FeelString text => text.Value,
            FeelNumber or FeelBoolean or FeelDate or FeelDateTime => result.Value.ToString(),
            _ => throw new TemplateException($"Expected a text, number, boolean or date, but {FeelText.Explain(feel, result)}"),
        };
    }

    private static FeelExpression? ReadExpression(YamlText text, ImmutableArray<string> names, ref ReadOnlySpan<char> rest)
    {
        // A brace inside a FEEL string or context nests; strings are skipped so that a brace in one does not count.
        var depth = 0;
        var inString = false;
        for (var i = 0; i < rest.Length; i++)
        {
            if (rest[i] == '"' && rest[i - 1] != '\\')
                inString = !inString;
            else if (!inString && rest[i] == '{')
                depth++;
            else if (!inString && rest[i] == '}' && --depth == 0)
            {
                var feel = rest[1..i].ToString();
                rest = rest[(i + 1)..];
                return FeelText.Read(text with { Value = feel }, names, []);
            }
        }

        text.Report($"Expected a closing brace, but '{text.Value}' has none");
        return null;
    }

    private static string ReadSecretName(ref ReadOnlySpan<char> rest)
    {
        rest = rest[SecretMark.Length..];
        var length = rest.IndexOfAnyExcept(SecretNameCharacters);
        var name = (length < 0 ? rest : rest[..length]).ToString();
        rest = rest[name.Length..];
        return name;
    }

    private static void Flush(StringBuilder literal, ImmutableArray<Part>.Builder parts)
    {
        if (literal.Length > 0)
            parts.Add(new Part.Literal(literal.ToString()));
        literal.Clear();
    }

    private abstract record Part
    {
        public sealed record Literal(string Text) : Part;

        public sealed record Expression(FeelExpression Feel) : Part;

        public sealed record Secret(string Name) : Part;
    }
}

/// <summary>A template cannot be filled from this input. The message holds no data.</summary>
internal sealed class TemplateException(string message) : Exception(message);
