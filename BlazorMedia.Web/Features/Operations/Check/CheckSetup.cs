namespace BlazorMedia.Web.Features.Operations.Check;

internal static class CheckSetup
{
    public static void AddStorageCheck(this IServiceCollection services)
    {
        services.AddSingleton<CheckStorage>();
        services.AddSingleton(SqliteIntegrity.Check);
        services.AddSingleton(CheckCommand.Command);
    }
}
