using System.Text.RegularExpressions;
using BlazorMedia.Domain.Common;

namespace BlazorMedia.Domain.Streams;

/// <summary>
/// The name of a path as clients write it in addresses: letters, digits and <c>_ . ~ / -</c>, no empty or dotted part,
/// at most 200 characters. The alphabet is MediaMTX's, so that its configurations can be imported.
/// </summary>
public static partial class StreamName
{
    public const int MaxLength = 200;

    public static Refusal? Check(string? name) =>
        string.IsNullOrWhiteSpace(name) ? StreamRefusals.NameMissing
        : name.Length > MaxLength ? StreamRefusals.NameTooLong
        : !Allowed().IsMatch(name) || name.Split('/').Any(part => part is "" or "." or "..") || name.Contains("..", StringComparison.Ordinal)
            ? StreamRefusals.NameInvalid
        : null;

    [GeneratedRegex(@"\A[A-Za-z0-9_.~/\-]+\z")]
    private static partial Regex Allowed();
}
