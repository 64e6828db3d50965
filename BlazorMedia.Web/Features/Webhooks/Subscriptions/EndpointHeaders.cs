using BlazorMedia.Domain.Common;
using BlazorMedia.Domain.Webhooks;

namespace BlazorMedia.Web.Features.Webhooks.Subscriptions;

/// <summary>Headers of an endpoint as they are asked for, over those that are stored.</summary>
internal static class EndpointHeaders
{
    /// <param name="wanted">Null leaves everything as it is; a value of null keeps the stored one of that name.</param>
    public static Result<Dictionary<string, string>> Merge(IReadOnlyDictionary<string, string?>? wanted, IReadOnlyDictionary<string, string> stored)
    {
        var kept = new Dictionary<string, string>(stored, StringComparer.OrdinalIgnoreCase);
        if (wanted is null) return kept;
        var merged = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var mistakes = new List<Refusal>();
        foreach (var (name, given) in wanted)
        {
            if ((given ?? kept.GetValueOrDefault(name)) is { } value) merged[name] = value;
            else mistakes.Add(EndpointRefusals.HeaderValueMissing);
        }
        mistakes.AddRange(CustomHeaders.FindMistakes(merged));
        return mistakes.Count > 0 ? mistakes : merged;
    }
}
