"""What follows a penalty: filed, published, taken down, the surcharge paid; why a closed enterprise goes."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('records', '0012_lighter_imports'),
    ]

    operations = [
        migrations.AddField(
            model_name='closurerequest',
            name='exit_reason',
            field=models.CharField(max_length=16, null=True),
        ),
        migrations.AddField(
            model_name='penaltydecision',
            name='filed_on',
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name='penaltydecision',
            name='officers',
            field=models.JSONField(db_default=[], default=list),
        ),
        migrations.AddField(
            model_name='penaltydecision',
            name='published_on',
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name='penaltydecision',
            name='published_where',
            field=models.TextField(db_default='', default=''),
        ),
        migrations.AddField(
            model_name='penaltydecision',
            name='surcharge_fen',
            field=models.BigIntegerField(db_default=0, default=0),
        ),
        migrations.AddField(
            model_name='penaltydecision',
            name='unpublished_on',
            field=models.DateField(null=True),
        ),
        migrations.AddConstraint(
            model_name='closurerequest',
            constraint=models.CheckConstraint(condition=models.Q(('exit_reason__in', ['energy', 'environment', 'quality', 'safety', 'technology', 'voluntary'])), name='closurerequest_exit_reason_known', violation_error_message='取值不在规定的词表内'),
        ),
        migrations.AddConstraint(
            model_name='penaltydecision',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(models.Q(('filed_on__isnull', False)), _negated=True), ('summary', True), _connector='OR'), name='penaltydecision_filed_is_summary', violation_error_message='只有当场处罚须报所属机关备案'),
        ),
        migrations.AddConstraint(
            model_name='penaltydecision',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(models.Q(('published_on__isnull', False)), _negated=True), models.Q(('published_where', ''), _negated=True), _connector='OR'), name='penaltydecision_published_somewhere', violation_error_message='登记公示须写明公示渠道'),
        ),
        migrations.AddConstraint(
            model_name='penaltydecision',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(models.Q(('unpublished_on__isnull', False)), _negated=True), models.Q(('published_on__isnull', False)), _connector='OR'), name='penaltydecision_unpublished_was_out', violation_error_message='没有公示的不能撤回公示'),
        ),
        migrations.AddConstraint(
            model_name='penaltydecision',
            constraint=models.CheckConstraint(condition=models.Q(('surcharge_fen__gte', 0)), name='penaltydecision_surcharge_range', violation_error_message='加处罚款不得小于 0'),
        ),
        migrations.AddConstraint(
            model_name='penaltydecision',
            constraint=models.CheckConstraint(condition=models.Q(('filed_on__gte', models.F('decided_on'))), name='penaltydecision_filed_on_order', violation_error_message='备案日期不得早于决定日期'),
        ),
        migrations.AddConstraint(
            model_name='penaltydecision',
            constraint=models.CheckConstraint(condition=models.Q(('published_on__gte', models.F('decided_on'))), name='penaltydecision_published_on_order', violation_error_message='公示日期不得早于决定日期'),
        ),
        migrations.AddConstraint(
            model_name='penaltydecision',
            constraint=models.CheckConstraint(condition=models.Q(('unpublished_on__gte', models.F('published_on'))), name='penaltydecision_unpublished_on_order', violation_error_message='撤回公示日期不得早于公示日期'),
        ),
    ]
