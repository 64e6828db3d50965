using Microsoft.EntityFrameworkCore.Metadata;

namespace BlazorMedia.Web.Features.Operations.Move;

internal static class TableOrder
{
    /// <summary>All tables, each behind those that it refers to.</summary>
    public static IReadOnlyList<ITable> Of(IRelationalModel model)
    {
        var ordered = new List<ITable>();
        var waiting = model.Tables.OrderBy(t => t.Name, StringComparer.Ordinal).ToList();
        while (waiting.Count > 0)
        {
            var free = waiting.FindAll(t => t.ForeignKeyConstraints.All(k => k.PrincipalTable == t || ordered.Contains(k.PrincipalTable)));
            if (free.Count == 0) throw new InvalidOperationException($"Tables refer to each other in a circle: {string.Join(", ", waiting.Select(t => t.Name))}");
            ordered.AddRange(free);
            waiting.RemoveAll(free.Contains);
        }
        return ordered;
    }
}
