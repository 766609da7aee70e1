"""Papers 文书: forms filled and issued, case files, letterheads, the units' own templates."""

from __future__ import annotations

import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


GUARDS = """
select guard_table('paper');
select guard_table('case_file');
create trigger keep_sealed before update on case_file for each row  -- merged enterprises take theirs along
    when ((to_jsonb(old) - 'enterprise_id') is distinct from (to_jsonb(new) - 'enterprise_id'))
    execute function forbid_change();
create trigger keep_for_good before delete on case_file for each row execute function forbid_change();
select guard_table('letterhead');
create trigger keep_set before update or delete on letterhead for each row execute function forbid_change();
select guard_table('paper_template');
"""


class Migration(migrations.Migration):

    dependencies = [
        ('records', '0019_messages'),
    ]

    operations = [
        migrations.CreateModel(
            name='CaseFile',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('voided_on', models.DateField(null=True)),
                ('void_reason', models.TextField(db_default='', default='')),
                ('campaign', models.CharField(max_length=64)),
                ('title', models.TextField()),
                ('cause', models.TextField()),
                ('result', models.TextField(db_default='', default='')),
                ('filed_number', models.TextField()),
                ('retention', models.TextField()),
                ('opened_on', models.DateField(null=True)),
                ('closed_on', models.DateField(null=True)),
                ('archived_on', models.DateField()),
                ('contents', models.JSONField()),
                ('pages', models.PositiveIntegerField()),
                ('sha256', models.CharField(max_length=64)),
                ('size', models.BigIntegerField()),
            ],
            options={
                'db_table': 'case_file',
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Letterhead',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('from_on', models.DateField()),
                ('address', models.TextField(db_default='', default='')),
                ('postcode', models.CharField(db_default='', default='', max_length=6)),
                ('office_telephone', models.TextField(db_default='', default='')),
                ('review_body', models.TextField(db_default='', default='')),
                ('court', models.TextField(db_default='', default='')),
                ('bank', models.TextField(db_default='', default='')),
                ('bank_account', models.TextField(db_default='', default='')),
                ('set_at', models.DateTimeField()),
            ],
            options={
                'db_table': 'letterhead',
            },
        ),
        migrations.CreateModel(
            name='Paper',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('voided_on', models.DateField(null=True)),
                ('void_reason', models.TextField(db_default='', default='')),
                ('campaign', models.CharField(max_length=64)),
                ('kind', models.CharField(max_length=32)),
                ('subject_kind', models.CharField(max_length=32)),
                ('subject', models.UUIDField(db_index=True)),
                ('state', models.CharField(max_length=16)),
                ('texts', models.JSONField(db_default={}, default=dict)),
                ('number', models.TextField(db_default='', default='')),
                ('law_on', models.DateField(null=True)),
                ('content', models.JSONField(null=True)),
                ('sha256', models.CharField(db_default='', default='', max_length=64)),
                ('size', models.BigIntegerField(db_default=0, default=0)),
                ('drafted_on', models.DateField()),
                ('submitted_on', models.DateField(null=True)),
                ('returned_on', models.DateField(null=True)),
                ('returned_reason', models.TextField(db_default='', default='')),
                ('issued_on', models.DateField(null=True)),
                ('correction_reason', models.TextField(db_default='', default='')),
                ('corrected_on', models.DateField(null=True)),
                ('withdrawn_on', models.DateField(null=True)),
                ('withdrawn_reason', models.TextField(db_default='', default='')),
                ('discarded_on', models.DateField(null=True)),
            ],
            options={
                'db_table': 'paper',
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='PaperTemplate',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(max_length=32)),
                ('name', models.TextField()),
                ('sha256', models.CharField(max_length=64)),
                ('size', models.BigIntegerField()),
                ('set_on', models.DateField()),
                ('ended_on', models.DateField(null=True)),
            ],
            options={
                'db_table': 'paper_template',
            },
        ),
        migrations.RemoveConstraint(
            model_name='delivery',
            name='delivery_document_kind_known',
        ),
        migrations.RemoveConstraint(
            model_name='documentnumber',
            name='documentnumber_kind_known',
        ),
        migrations.AddConstraint(
            model_name='delivery',
            constraint=models.CheckConstraint(condition=models.Q(('document_kind__in', ['inspection_record', 'rectification_order', 'extension_reply', 'reinspection_opinion', 'on_site_measure', 'resumption_consent', 'supervision_notice', 'penalty_decision', 'card_notice', 'closure_request', 'power_cut_notice', 'referral', 'urging', 'inspection_scheme', 'case_filing', 'penalty_notice', 'hearing_notice', 'case_report', 'case_closing', 'delivery_receipt', 'official', 'other'])), name='delivery_document_kind_known', violation_error_message='取值不在规定的词表内'),
        ),
        migrations.AddConstraint(
            model_name='documentnumber',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['inspection_record', 'rectification_order', 'extension_reply', 'reinspection_opinion', 'on_site_measure', 'resumption_consent', 'supervision_notice', 'penalty_decision', 'card_notice', 'closure_request', 'power_cut_notice', 'referral', 'urging', 'inspection_scheme', 'case_filing', 'penalty_notice', 'hearing_notice', 'case_report', 'case_closing', 'delivery_receipt', 'official', 'other'])), name='documentnumber_kind_known', violation_error_message='取值不在规定的词表内'),
        ),
        migrations.AddField(
            model_name='casefile',
            name='archived_by',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='casefile',
            name='enterprise',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.enterprise'),
        ),
        migrations.AddField(
            model_name='casefile',
            name='home_agency',
            field=models.ForeignKey(db_column='home_agency', db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.agency'),
        ),
        migrations.AddField(
            model_name='letterhead',
            name='home_agency',
            field=models.ForeignKey(db_column='home_agency', db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.agency'),
        ),
        migrations.AddField(
            model_name='letterhead',
            name='set_by',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='paper',
            name='case_file',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='papers', to='records.casefile'),
        ),
        migrations.AddField(
            model_name='paper',
            name='corrects',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='corrected_by', to='records.paper'),
        ),
        migrations.AddField(
            model_name='paper',
            name='enterprise',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.enterprise'),
        ),
        migrations.AddField(
            model_name='paper',
            name='home_agency',
            field=models.ForeignKey(db_column='home_agency', db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.agency'),
        ),
        migrations.AddField(
            model_name='paper',
            name='issued_by',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='paper',
            name='prepared_by',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='paper',
            name='scan',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.evidence'),
        ),
        migrations.AddField(
            model_name='papertemplate',
            name='home_agency',
            field=models.ForeignKey(db_column='home_agency', db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.agency'),
        ),
        migrations.AddField(
            model_name='papertemplate',
            name='set_by',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddIndex(
            model_name='casefile',
            index=models.Index(fields=['campaign', 'enterprise'], name='casefile_of_enterprise'),
        ),
        migrations.AddConstraint(
            model_name='casefile',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(models.Q(('voided_on__isnull', False)), _negated=True), models.Q(('void_reason', ''), _negated=True), _connector='OR'), name='casefile_void_has_reason', violation_error_message='作废须说明理由'),
        ),
        migrations.AddConstraint(
            model_name='casefile',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(models.Q(('void_reason', ''), _negated=True), _negated=True), models.Q(('voided_on__isnull', False)), _connector='OR'), name='casefile_void_reason_has_day', violation_error_message='有作废理由的须有作废日期'),
        ),
        migrations.AddConstraint(
            model_name='casefile',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('title', ''), _negated=True), models.Q(('cause', ''), _negated=True), models.Q(('filed_number', ''), _negated=True), models.Q(('retention', ''), _negated=True)), name='casefile_named', violation_error_message='案卷须有名称、案由、归档号和保存期限'),
        ),
        migrations.AddConstraint(
            model_name='casefile',
            constraint=models.CheckConstraint(condition=models.Q(('sha256__regex', '^[0-9a-f]{64}$')), name='casefile_sha256_shape', violation_error_message='校验值应为 SHA-256'),
        ),
        migrations.AddConstraint(
            model_name='casefile',
            constraint=models.CheckConstraint(condition=models.Q(('closed_on__gte', models.F('opened_on'))), name='casefile_closed_on_order', violation_error_message='结案日期不得早于立案日期'),
        ),
        migrations.AddConstraint(
            model_name='casefile',
            constraint=models.UniqueConstraint(fields=('home_agency', 'filed_number'), name='casefile_number_once', violation_error_message='该归档号已使用'),
        ),
        migrations.AddIndex(
            model_name='letterhead',
            index=models.Index(fields=['home_agency', '-from_on', '-set_at'], name='letterhead_by_day'),
        ),
        migrations.AddConstraint(
            model_name='letterhead',
            constraint=models.CheckConstraint(condition=models.Q(('postcode', ''), ('postcode__regex', '^[0-9]{6}$'), _connector='OR'), name='letterhead_postcode_shape', violation_error_message='邮政编码应为 6 位数字'),
        ),
        migrations.AddIndex(
            model_name='paper',
            index=models.Index(fields=['home_agency', 'campaign', '-drafted_on'], name='paper_by_day'),
        ),
        migrations.AddIndex(
            model_name='paper',
            index=models.Index(fields=['campaign', 'enterprise'], name='paper_of_enterprise'),
        ),
        migrations.AddConstraint(
            model_name='paper',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(models.Q(('voided_on__isnull', False)), _negated=True), models.Q(('void_reason', ''), _negated=True), _connector='OR'), name='paper_void_has_reason', violation_error_message='作废须说明理由'),
        ),
        migrations.AddConstraint(
            model_name='paper',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(models.Q(('void_reason', ''), _negated=True), _negated=True), models.Q(('voided_on__isnull', False)), _connector='OR'), name='paper_void_reason_has_day', violation_error_message='有作废理由的须有作废日期'),
        ),
        migrations.AddConstraint(
            model_name='paper',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['inspection_scheme', 'inspection_record', 'on_site_measure', 'rectification_order', 'reinspection_opinion', 'extension_reply', 'case_filing', 'penalty_notice', 'hearing_notice', 'case_report', 'penalty_unit', 'penalty_person', 'penalty_on_the_spot', 'case_closing', 'case_transfer', 'delivery_receipt', 'power_cut_notice', 'supervision_notice', 'delisting_notice', 'card_notice', 'card_lifting_notice', 'closure_request', 'acceptance_opinion', 'joint_punishment', 'urging_return', 'campaign_notice'])), name='paper_kind_known', violation_error_message='取值不在规定的词表内'),
        ),
        migrations.AddConstraint(
            model_name='paper',
            constraint=models.CheckConstraint(condition=models.Q(('subject_kind__in', ['plan_item', 'inspection', 'rectification_order', 'on_site_measure', 'reinspection', 'extension', 'penalty_decision', 'power_cut', 'supervision_listing', 'card', 'closure_request', 'acceptance', 'referral', 'enterprise', 'message', 'campaign'])), name='paper_subject_kind_known', violation_error_message='取值不在规定的词表内'),
        ),
        migrations.AddConstraint(
            model_name='paper',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'in_review', 'issued', 'corrected', 'withdrawn', 'discarded'])), name='paper_state_known', violation_error_message='取值不在规定的词表内'),
        ),
        migrations.AddConstraint(
            model_name='paper',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['issued', 'corrected', 'withdrawn']), _negated=True), models.Q(models.Q(('issued_on__isnull', False)), models.Q(('law_on__isnull', False)), models.Q(('content__isnull', False)), models.Q(('issued_by__isnull', False)), models.Q(('sha256', ''), _negated=True)), _connector='OR'), name='paper_issued_is_frozen', violation_error_message='已签发的文书须有签发人、日期、固定的内容和校验值'),
        ),
        migrations.AddConstraint(
            model_name='paper',
            constraint=models.CheckConstraint(condition=models.Q(('sha256', ''), ('sha256__regex', '^[0-9a-f]{64}$'), _connector='OR'), name='paper_sha256_shape', violation_error_message='校验值应为 SHA-256'),
        ),
        migrations.AddConstraint(
            model_name='paper',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'withdrawn'), models.Q(('withdrawn_on__isnull', False))), models.Q(models.Q(('state', 'withdrawn'), _negated=True), models.Q(models.Q(('withdrawn_on__isnull', False)), _negated=True)), _connector='OR'), name='paper_withdrawn_on_state', violation_error_message='撤回的文书须有撤回日期，未撤回的不得有'),
        ),
        migrations.AddConstraint(
            model_name='paper',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(models.Q(('withdrawn_on__isnull', False)), _negated=True), models.Q(('withdrawn_reason', ''), _negated=True), _connector='OR'), name='paper_withdrawn_has_reason', violation_error_message='撤回须说明理由'),
        ),
        migrations.AddConstraint(
            model_name='paper',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'corrected'), models.Q(('corrected_on__isnull', False))), models.Q(models.Q(('state', 'corrected'), _negated=True), models.Q(models.Q(('corrected_on__isnull', False)), _negated=True)), _connector='OR'), name='paper_corrected_on_state', violation_error_message='更正的文书须有更正日期，未更正的不得有'),
        ),
        migrations.AddConstraint(
            model_name='paper',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'discarded'), models.Q(('discarded_on__isnull', False))), models.Q(models.Q(('state', 'discarded'), _negated=True), models.Q(models.Q(('discarded_on__isnull', False)), _negated=True)), _connector='OR'), name='paper_discarded_on_state', violation_error_message='作废的草稿须有日期，其他的不得有'),
        ),
        migrations.AddConstraint(
            model_name='paper',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(models.Q(('returned_on__isnull', False)), _negated=True), models.Q(('returned_reason', ''), _negated=True), _connector='OR'), name='paper_returned_has_reason', violation_error_message='退回须说明理由'),
        ),
        migrations.AddConstraint(
            model_name='paper',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(models.Q(('corrects__isnull', False)), _negated=True), models.Q(('correction_reason', ''), _negated=True), _connector='OR'), name='paper_correcting_has_reason', violation_error_message='更正须说明理由'),
        ),
        migrations.AddConstraint(
            model_name='paper',
            constraint=models.CheckConstraint(condition=models.Q(('issued_on__gte', models.F('drafted_on'))), name='paper_issued_on_order', violation_error_message='签发日期不得早于拟稿日期'),
        ),
        migrations.AddConstraint(
            model_name='paper',
            constraint=models.CheckConstraint(condition=models.Q(('withdrawn_on__gte', models.F('issued_on'))), name='paper_withdrawn_on_order', violation_error_message='撤回日期不得早于签发日期'),
        ),
        migrations.AddConstraint(
            model_name='paper',
            constraint=models.CheckConstraint(condition=models.Q(('corrected_on__gte', models.F('issued_on'))), name='paper_corrected_on_order', violation_error_message='更正日期不得早于签发日期'),
        ),
        migrations.AddConstraint(
            model_name='paper',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', ['draft', 'in_review']), ('voided_on__isnull', True)), fields=('home_agency', 'kind', 'subject'), name='paper_one_draft', violation_error_message='同一事项的这种文书已有一份草稿'),
        ),
        migrations.AddConstraint(
            model_name='papertemplate',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['inspection_scheme', 'inspection_record', 'on_site_measure', 'rectification_order', 'reinspection_opinion', 'extension_reply', 'case_filing', 'penalty_notice', 'hearing_notice', 'case_report', 'penalty_unit', 'penalty_person', 'penalty_on_the_spot', 'case_closing', 'case_transfer', 'delivery_receipt', 'power_cut_notice', 'supervision_notice', 'delisting_notice', 'card_notice', 'card_lifting_notice', 'closure_request', 'acceptance_opinion', 'joint_punishment', 'urging_return', 'campaign_notice'])), name='papertemplate_kind_known', violation_error_message='取值不在规定的词表内'),
        ),
        migrations.AddConstraint(
            model_name='papertemplate',
            constraint=models.CheckConstraint(condition=models.Q(('sha256__regex', '^[0-9a-f]{64}$')), name='papertemplate_sha256_shape', violation_error_message='校验值应为 SHA-256'),
        ),
        migrations.AddConstraint(
            model_name='papertemplate',
            constraint=models.CheckConstraint(condition=models.Q(('ended_on__gte', models.F('set_on'))), name='papertemplate_ended_on_order', violation_error_message='停用日期不得早于启用日期'),
        ),
        migrations.AddConstraint(
            model_name='papertemplate',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_on__isnull', True)), fields=('home_agency', 'kind'), name='papertemplate_one_in_use', violation_error_message='这种文书已有启用的模板'),
        ),
        migrations.RunSQL(GUARDS, migrations.RunSQL.noop),
    ]
