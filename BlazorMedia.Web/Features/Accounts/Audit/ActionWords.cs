using BlazorMedia.Web.Platform.Security;
using Microsoft.Extensions.Localization;

namespace BlazorMedia.Web.Features.Accounts.Audit;

/// <summary>Actions in the reader's language, found in the texts of the features that write them.</summary>
internal sealed class ActionWords(IEnumerable<AuditWords> words, IStringLocalizerFactory texts)
{
    /// <summary>The code itself where nobody has words for it.</summary>
    public string Of(string action) => words.Where(w => action.StartsWith(w.Prefix, StringComparison.Ordinal))
        .Select(w => texts.Create(w.Text)["audit." + action]).FirstOrDefault(t => !t.ResourceNotFound)?.Value ?? action;

    /// <summary>Every action that has words, by its words in this language.</summary>
    public IReadOnlyList<(string Action, string Words)> All() => [.. words
        .SelectMany(w => texts.Create(w.Text).GetAllStrings(includeParentCultures: true)
            .Where(t => t.Name.StartsWith("audit." + w.Prefix, StringComparison.Ordinal)).Select(t => (Action: t.Name["audit.".Length..], Words: t.Value)))
        .DistinctBy(a => a.Action).OrderBy(a => a.Action, StringComparer.Ordinal)];
}
