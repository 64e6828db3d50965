namespace BlazorMedia.Web.Features.Accounts;

/// <summary>The face of the feature: what Program.cs knows of it.</summary>
internal static class AccountsFeature
{
    public static void AddAccounts(this WebApplicationBuilder builder)
    {
    }

    public static void MapAccounts(this WebApplication app)
    {
    }
}
