namespace BlazorMedia.Web.Features.Accounts.Users;

/// <summary>How long a link may be valid, as the pages offer it; the API takes any number of days in between.</summary>
internal static class LinkDays
{
    public static readonly IReadOnlyList<int> Choices = [1, 3, 7, 30];
}
